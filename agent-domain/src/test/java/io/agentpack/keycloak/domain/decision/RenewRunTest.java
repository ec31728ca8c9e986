package io.agentpack.keycloak.domain.decision;

import static io.agentpack.keycloak.domain.decision.Refusing.assertRefused;
import static io.agentpack.keycloak.domain.fixture.Agents.agent;
import static io.agentpack.keycloak.domain.fixture.Runs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.fixture.Runs;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits.Asked;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenewRunTest {
    private static final Run RUN = Runs.of(agent("planner"));

    @Test
    void theSameInstanceMayGoOnUntilTheDeadline() {
        assertThatNoException()
                .isThrownBy(() -> RenewRun.of(
                        RUN,
                        agent("planner").evidence(),
                        Asked.NOTHING,
                        RUN.deadline().minusMillis(1)));
    }

    @Test
    void isRefusedFromTheDeadlineOn() {
        assertRefused(
                Refusal.RUN_NOT_ACTIVE,
                () -> RenewRun.of(RUN, agent("planner").evidence(), Asked.NOTHING, RUN.deadline()));
    }

    @Test
    void isRefusedToAnotherInstance() {
        assertRefused(
                Refusal.INSTANCE_CHANGED,
                () -> RenewRun.of(RUN, agent("planner").instance("instance-2").evidence(), Asked.NOTHING, NOW));
    }

    @Test
    void changesNothingWhereNothingIsAskedFor() {
        assertThat(renewed(Asked.NOTHING)).isSameAs(RUN);
        assertThat(renewed(new Asked(
                        Optional.of("another stage"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())))
                .isSameAs(RUN);
    }

    @Test
    void lowersWhatIsAskedForCountedFromNow() {
        Run lowered = renewed(asked(60, 0, Set.of()));

        assertThat(lowered.deadline()).isEqualTo(NOW.plusSeconds(60));
        assertThat(lowered.limits().depth()).isZero();
        assertThat(lowered.limits().subtree()).contains(Set.of());
        assertThat(lowered.limits().asked()).isTrue();
    }

    @Test
    void neverRaises() {
        Run same = renewed(asked(1_000_000, 99, Set.of("anybody")));

        assertThat(same.deadline()).isEqualTo(RUN.deadline());
        assertThat(same.limits().depth()).isEqualTo(RUN.limits().depth());
        assertThat(same.limits().admits("anybody", false)).isFalse();
    }

    private static Run renewed(Asked asked) {
        return RenewRun.of(RUN, agent("planner").evidence(), asked, NOW);
    }

    private static Asked asked(int seconds, int depth, Set<String> delegates) {
        return new Asked(
                Optional.empty(),
                Optional.of(Duration.ofSeconds(seconds)),
                Optional.of(depth),
                Optional.empty(),
                Optional.of(delegates));
    }

    @Test
    void isRefusedToAnInstanceOfAnotherPerson() {
        assertThatNoException()
                .isThrownBy(() ->
                        RenewRun.of(RUN, agent("planner").boundTo("alice-id").evidence(), Asked.NOTHING, NOW));
        assertRefused(
                Refusal.ACTOR_UNAUTHORIZED,
                () -> RenewRun.of(RUN, agent("planner").boundTo("bob-id").evidence(), Asked.NOTHING, NOW));
    }
}
