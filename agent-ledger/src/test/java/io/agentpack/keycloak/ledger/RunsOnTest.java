package io.agentpack.keycloak.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.fixture.Agents;
import io.agentpack.keycloak.domain.fixture.Runs;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunsOnTest {
    private static final Run RUN = Runs.of(Agents.agent("planner"));
    private static final Map<Hook, String> ALL_OF_IT = Map.of(
            Hook.HUMAN_SESSION, "human-session",
            Hook.RUN_SESSION, RUN.id(),
            Hook.SUBJECT, "alice-id",
            Hook.AGENT, RUN.agentUuid(),
            Hook.SUBJECT_CLIENT, "app-uuid",
            Hook.SUBJECT_TOKEN, "onrtac:token",
            Hook.ENVIRONMENT, RUN.environment().name(),
            Hook.ATTESTER, RUN.attester(),
            Hook.REALM, "realm-1");

    @ParameterizedTest
    @EnumSource(Hook.class)
    void aRunHangsOnEachOfItsHooks(Hook hook) {
        assertThat(RunsOn.of(hook, ALL_OF_IT.get(hook)).include("realm-1", RUN)).isTrue();
        assertThat(RunsOn.of(hook, "another").include("realm-1", RUN)).isFalse();
    }

    @Test
    void itMustHangOnAllThatIsNamed() {
        RunsOn alicesPlanners = RunsOn.of(Hook.SUBJECT, "alice-id").and(Hook.AGENT, RUN.agentUuid());

        assertThat(alicesPlanners.include("realm-1", RUN)).isTrue();
        assertThat(alicesPlanners.and(Hook.SUBJECT_CLIENT, "other-app").include("realm-1", RUN))
                .isFalse();
    }

    @Test
    void whatIsWrittenDownIsReadBack() {
        RunsOn runs = RunsOn.of(Hook.ATTESTER, "a = b").and(Hook.SUBJECT, "alice-id");

        assertThat(RunsOn.decoded(runs.encoded())).isEqualTo(runs);
    }

    @Test
    void onlyWhatStartedBefore() {
        RunsOn earlier = RunsOn.of(Hook.REALM, "realm-1").before(RUN.started());

        assertThat(earlier.include("realm-1", RUN)).isFalse();
        assertThat(earlier.before(RUN.started().plusMillis(1)).include("realm-1", RUN))
                .isTrue();
        assertThat(RunsOn.decoded(earlier.encoded())).isEqualTo(earlier);
    }

    @Test
    void whatIsHandedDownMakesWholeTrees() {
        assertThat(RunsOn.of(Hook.HUMAN_SESSION, "s").areWholeTrees()).isTrue();
        assertThat(RunsOn.of(Hook.SUBJECT, "u").and(Hook.AGENT, "a").areWholeTrees())
                .isFalse();
    }
}
