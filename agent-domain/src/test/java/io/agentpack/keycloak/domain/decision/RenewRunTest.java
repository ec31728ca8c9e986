package io.agentpack.keycloak.domain.decision;

import static io.agentpack.keycloak.domain.decision.Refusing.assertRefused;
import static io.agentpack.keycloak.domain.fixture.Agents.agent;
import static io.agentpack.keycloak.domain.fixture.Runs.NOW;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.fixture.Runs;
import io.agentpack.keycloak.domain.run.Run;
import org.junit.jupiter.api.Test;

class RenewRunTest {
    private static final Run RUN = Runs.of(agent("planner"));

    @Test
    void theSameInstanceMayGoOnUntilTheDeadline() {
        assertThatNoException()
                .isThrownBy(() -> RenewRun.check(
                        RUN, agent("planner").evidence(), RUN.deadline().minusMillis(1)));
    }

    @Test
    void isRefusedFromTheDeadlineOn() {
        assertRefused(
                Refusal.RUN_NOT_ACTIVE,
                () -> RenewRun.check(RUN, agent("planner").evidence(), RUN.deadline()));
    }

    @Test
    void isRefusedToAnotherInstance() {
        assertRefused(
                Refusal.INSTANCE_CHANGED,
                () -> RenewRun.check(
                        RUN, agent("planner").instance("instance-2").evidence(), NOW));
    }

    @Test
    void isRefusedToAnInstanceOfAnotherPerson() {
        assertThatNoException()
                .isThrownBy(() ->
                        RenewRun.check(RUN, agent("planner").boundTo("alice-id").evidence(), NOW));
        assertRefused(
                Refusal.ACTOR_UNAUTHORIZED,
                () -> RenewRun.check(RUN, agent("planner").boundTo("bob-id").evidence(), NOW));
    }
}
