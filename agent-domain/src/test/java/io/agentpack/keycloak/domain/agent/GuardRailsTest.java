package io.agentpack.keycloak.domain.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardRailsTest {
    private static final GuardRails NONE = new GuardRails(Set.of(), false, false, Optional.empty(), Optional.empty());
    private static final GuardRails ALL = new GuardRails(
            Set.of("wit-svid"), true, true, Optional.of(Duration.ofSeconds(600)), Optional.of(Duration.ofSeconds(60)));

    @Test
    void withoutRailsEverythingGoes() {
        assertThat(NONE.violatedBy(agent())).isEmpty();
        assertThat(NONE.violatedBy("oidc")).isEmpty();
    }

    @Test
    void eachRailIsNamedWithTheSettingThatLeavesIt() {
        assertThat(ALL.violatedBy(agent()))
                .satisfiesExactly(
                        sentence -> assertThat(sentence).contains("agent.sender-constrained"),
                        sentence -> assertThat(sentence).contains("agent.challenge"),
                        sentence -> assertThat(sentence).contains("600 seconds").contains("agent.run.max-lifetime"),
                        sentence -> assertThat(sentence).contains("60 seconds").contains("agent.token.max-lifetime"));
        assertThat(ALL.violatedBy("oidc"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("oidc"));
    }

    @Test
    void whatIsExactlyOnTheRailIsWithin() {
        AgentProfile agent = agent(
                AgentAttributes.SENDER_CONSTRAINED, "true",
                AgentAttributes.CHALLENGE, "required",
                AgentAttributes.RUN_MAX_LIFETIME, "600",
                AgentAttributes.TOKEN_MAX_LIFETIME, "60");

        assertThat(ALL.violatedBy(agent)).isEqualTo(List.of());
        assertThat(ALL.violatedBy("wit-svid")).isEmpty();
    }

    @Test
    void anOptionalChallengeIsNotEnough() {
        AgentProfile agent = agent(AgentAttributes.CHALLENGE, "optional");

        assertThat(new GuardRails(Set.of(), false, true, Optional.empty(), Optional.empty()).violatedBy(agent))
                .hasSize(1);
    }

    private static AgentProfile agent(String... attributes) {
        Map<String, String> map =
                new HashMap<>(Map.of(AgentAttributes.AUTHORITY, "delegated", AgentAttributes.ATTESTERS, "lab"));
        for (int i = 0; i < attributes.length; i += 2) {
            map.put(attributes[i], attributes[i + 1]);
        }
        return AgentProfile.read("planner", map::get);
    }
}
