package io.agentpack.keycloak.domain.run;

import static io.agentpack.keycloak.domain.fixture.Agents.agent;
import static io.agentpack.keycloak.domain.fixture.Runs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.fixture.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRunDetailsTest {

    @Test
    void readsEveryMember() {
        RunLimits.Asked asked = read(
                """
                [{"type":"agent_run","goal":"Plan a trip","max_duration":600,"max_depth":1,"max_children":2,
                  "delegates":["researcher"]}]""");

        assertThat(asked)
                .isEqualTo(new RunLimits.Asked(
                        Optional.of("Plan a trip"),
                        Optional.of(Duration.ofSeconds(600)),
                        Optional.of(1),
                        Optional.of(2),
                        Optional.of(Set.of("researcher"))));
    }

    @Test
    void everyMemberIsOptional() {
        assertThat(read("[{\"type\":\"agent_run\"}]")).isEqualTo(RunLimits.Asked.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"agent_run\"",
                "[{}]",
                "[null]",
                "[{\"type\":\"other\"}]",
                "[{\"type\":\"agent_run\"},{\"type\":\"agent_run\"}]",
                "[{\"type\":\"agent_run\",\"max_dept\":1}]",
                "[{\"type\":\"agent_run\",\"max_depth\":-1}]",
                "[{\"type\":\"agent_run\",\"max_depth\":1.5}]",
                "[{\"type\":\"agent_run\",\"max_depth\":\"1\"}]",
                "[{\"type\":\"agent_run\",\"max_depth\":99999999999}]",
                "[{\"type\":\"agent_run\",\"max_duration\":0}]",
                "[{\"type\":\"agent_run\",\"delegates\":\"researcher\"}]",
                "[{\"type\":\"agent_run\",\"delegates\":[1]}]",
                "[{\"type\":\"agent_run\",\"goal\":7}]"
            })
    void refusesWhateverElse(String json) {
        assertRefused(json);
    }

    @Test
    void refusesAGoalOfMoreThan256Characters() {
        assertThat(read("[{\"type\":\"agent_run\",\"goal\":\"" + "ä".repeat(256) + "\"}]")
                        .goal())
                .isPresent();
        assertRefused("[{\"type\":\"agent_run\",\"goal\":\"" + "a".repeat(257) + "\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\nb", "\\u001b[2J", "\\u0085", "\\ud800", "x\\udc00"})
    void refusesAGoalThatPeopleCanNotRead(String goal) {
        assertRefused("[{\"type\":\"agent_run\",\"goal\":\"" + goal + "\"}]");
    }

    @Test
    void saysAsGrantedWhatIsReallyInForce() {
        Run run = Runs.of(agent("planner")
                        .with("agent.delegates", "researcher##writer")
                        .with("agent.delegation.max-depth", 2))
                .limitedTo(
                        new RunLimits(1, 2, Set.of("researcher", "writer"), Optional.of(Set.of("writer")), true),
                        NOW.plusSeconds(90));

        assertThat(AgentRunDetails.granted(run, Optional.of("Book"), NOW.plusSeconds(30)))
                .isEqualTo(Map.of(
                        "type",
                        "agent_run",
                        "goal",
                        "Book",
                        "max_duration",
                        60L,
                        "max_depth",
                        1,
                        "max_children",
                        2,
                        "delegates",
                        List.of("writer")));
    }

    private static void assertRefused(String json) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> read(json));
        assertThat(refused).isNotNull();
        assertThat(refused.refusal()).isEqualTo(Refusal.DETAILS_INVALID);
    }

    private static RunLimits.Asked read(String json) {
        try {
            return AgentRunDetails.read(new ObjectMapper().readValue(json, Object.class));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
