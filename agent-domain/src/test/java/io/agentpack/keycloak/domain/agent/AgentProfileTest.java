package io.agentpack.keycloak.domain.agent;

import static io.agentpack.keycloak.domain.fixture.Agents.agent;
import static io.agentpack.keycloak.domain.fixture.Agents.bounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentProfileTest {

    @Test
    void hasTheDefaultsOfTheContract() {
        AgentProfile profile = agent("planner").profile();

        assertThat(profile.problems()).isEmpty();
        assertThat(profile.environment()).isEqualTo(Environment.DEVELOPMENT);
        assertThat(profile.locality()).isEqualTo(Locality.REMOTE);
        assertThat(profile.consent()).isEqualTo(AgentProfile.Consent.REQUIRED);
        assertThat(profile.attestedSubject()).isEqualTo("planner");
        assertThat(profile.attestationMaxAge()).isEqualTo(Duration.ofSeconds(300));
        assertThat(profile.challenge()).isEqualTo(AgentProfile.ChallengePolicy.OPTIONAL);
        assertThat(profile.senderConstrained()).isFalse();
        assertThat(profile.runMaxLifetime()).isEqualTo(Duration.ofSeconds(3600));
        assertThat(profile.tokenMaxLifetime()).isEqualTo(Duration.ofSeconds(300));
        assertThat(profile.maxDepth()).isZero();
        assertThat(profile.maxChildren()).isEqualTo(16);
        assertThat(profile.delegates()).isEmpty();
    }

    @Test
    void readsListsInKeycloaksForm() {
        AgentProfile profile = agent("planner")
                .with(AgentAttributes.DELEGATES, "researcher##writer")
                .with(AgentAttributes.REQUIRED_CLAIMS, "env=prod##team=a=b")
                .profile();

        assertThat(profile.delegates()).containsExactly("researcher", "writer");
        assertThat(profile.requiredClaims())
                .containsExactly(
                        new ClaimRule(new ClaimPath("env"), Optional.of("prod")),
                        new ClaimRule(new ClaimPath("team"), Optional.of("a=b")));
    }

    @Test
    void leavesRoomForTheNameOfTheServiceAccount() {
        assertThat(agent("x".repeat(239)).profile().problems()).isEmpty();
        assertThat(agent("x".repeat(240)).profile().problems()).anyMatch(problem -> problem.contains("239"));
    }

    @Test
    void serverCeilingsCutWhatAClientSays() {
        AgentProfile profile = agent("planner")
                .with(AgentAttributes.RUN_MAX_LIFETIME, 1_000_000)
                .with(AgentAttributes.TOKEN_MAX_LIFETIME, 1_000_000)
                .profile();

        assertThat(profile.runMaxLifetime()).isEqualTo(Duration.ofDays(1));
        assertThat(profile.tokenMaxLifetime()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void aLocalAgentCanNotBelongToProduction() {
        AgentProfile profile = agent("laptop")
                .with(AgentAttributes.LOCALITY, "local")
                .with(AgentAttributes.ENVIRONMENT, "production")
                .profile();

        assertThat(profile.isUsable()).isFalse();
    }

    @Test
    void anAgentWithoutAHumanNeedsAnOwner() {
        assertThat(bounded("nightly").profile().isUsable()).isTrue();
        assertThat(bounded("nightly").with(AgentAttributes.OWNER, " ").profile().isUsable())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "agent.authority, everything",
        "agent.environment, Prod uction",
        "agent.locality, moon",
        "agent.consent, maybe",
        "agent.challenge, always",
        "agent.sender-constrained, yes",
        "agent.run.max-lifetime, 0",
        "agent.run.max-lifetime, 1h",
        "agent.token.max-lifetime, -5",
        "agent.delegation.max-depth, -1",
        "agent.delegation.max-children, many",
        "agent.required-claims, novalue",
        "agent.attesters, ##"
    })
    void aValueThatIsNotAllowedMakesTheProfileUnusable(String attribute, String value) {
        assertThat(agent("planner").with(attribute, value).profile().isUsable()).isFalse();
    }
}
