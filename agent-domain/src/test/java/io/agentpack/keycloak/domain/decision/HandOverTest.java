package io.agentpack.keycloak.domain.decision;

import static io.agentpack.keycloak.domain.decision.Refusing.assertRefused;
import static io.agentpack.keycloak.domain.fixture.Agents.agent;
import static io.agentpack.keycloak.domain.fixture.Agents.bounded;
import static io.agentpack.keycloak.domain.fixture.Runs.NOW;
import static io.agentpack.keycloak.domain.fixture.Runs.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.fixture.Agents;
import io.agentpack.keycloak.domain.fixture.Runs;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits.Asked;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private static final Agents PLANNER = agent("planner")
            .with(AgentAttributes.MAX_DEPTH, 2)
            .with(AgentAttributes.MAX_CHILDREN, 2)
            .with(AgentAttributes.RUN_MAX_LIFETIME, 600)
            .with(AgentAttributes.DELEGATES, "researcher##writer");

    @Test
    void nestsTheFormerActorAndStaysUnderTheSameHuman() {
        Run child = handOver(agent("researcher"), Runs.of(PLANNER));

        assertThat(child.chain().toAuditText()).isEqualTo("planner>researcher");
        assertThat(child.subjectId()).isEqualTo("alice-id");
        assertThat(child.owner()).isEqualTo("alice-id");
        assertThat(child.parent()).contains("run-1");
        assertThat(child.root()).isEqualTo("run-1");
        assertThat(child.depth()).isEqualTo(1);
    }

    @Test
    void neverOutlivesTheParent() {
        Run child = handOver(agent("researcher").with(AgentAttributes.RUN_MAX_LIFETIME, 9999), Runs.of(PLANNER));

        assertThat(child.deadline()).isEqualTo(Runs.of(PLANNER).deadline());
    }

    @Test
    void isRefusedToAnAgentThatIsNoDelegate() {
        assertRefused(Refusal.ACTOR_UNAUTHORIZED, () -> handOver(agent("stranger"), Runs.of(PLANNER)));
    }

    @Test
    void isAllowedToAnAgentThatTheTokenNames() {
        Run child = HandOver.to(agent("stranger").build(), "run-2", Runs.of(PLANNER), true, 0, Asked.NOTHING, NOW)
                .with(READ);

        assertThat(child.agent()).isEqualTo("stranger");
    }

    @Test
    void isRefusedToAnInstanceOfAnotherPerson() {
        assertThat(handOver(agent("researcher").boundTo("alice-id"), Runs.of(PLANNER))
                        .agent())
                .isEqualTo("researcher");
        assertRefused(
                Refusal.ACTOR_UNAUTHORIZED, () -> handOver(agent("researcher").boundTo("bob-id"), Runs.of(PLANNER)));
    }

    @Test
    void isRefusedToAnotherEnvironment() {
        Agents production = agent("researcher").with(AgentAttributes.ENVIRONMENT, "production");

        assertRefused(Refusal.ACTOR_UNAUTHORIZED, () -> handOver(production, Runs.of(PLANNER)));
    }

    @Test
    void isRefusedToAnAgentThatActsWithoutAHuman() {
        assertRefused(Refusal.GRANT_NOT_ALLOWED, () -> handOver(bounded("researcher"), Runs.of(PLANNER)));
    }

    @Test
    void isRefusedBelowTheAllowedDepth() {
        Run child = handOver(deep("researcher"), Runs.of(PLANNER));
        Run grandchild = handOver(deep("writer"), child);

        assertThat(grandchild.limits().depth()).isZero();
        assertRefused(Refusal.CHAIN_TOO_DEEP, () -> handOver(deep("writer"), grandchild));
    }

    @Test
    void isRefusedWhenAsManyChildrenLiveAsMay() {
        assertRefused(
                Refusal.TOO_MANY_CHILDREN,
                () -> HandOver.to(
                        agent("researcher").build(), "run-2", Runs.of(PLANNER), false, 2, Asked.NOTHING, NOW));
    }

    @Test
    void delegatesAskedForLimitTheWholeSubtree() {
        Asked onlyResearcher = new Asked(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Set.of("researcher")));
        Run child = HandOver.to(deep("researcher").build(), "run-2", Runs.of(PLANNER), false, 0, onlyResearcher, NOW)
                .with(READ);

        assertRefused(Refusal.ACTOR_UNAUTHORIZED, () -> handOver(deep("writer"), child));
    }

    private static Agents deep(String clientId) {
        return agent(clientId).with(AgentAttributes.MAX_DEPTH, 5).with(AgentAttributes.DELEGATES, "researcher##writer");
    }

    private static Run handOver(Agents to, Run parent) {
        return HandOver.to(to.build(), "run-next", parent, false, 0, Asked.NOTHING, NOW)
                .with(READ);
    }
}
