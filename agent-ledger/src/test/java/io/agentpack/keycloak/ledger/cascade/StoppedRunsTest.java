package io.agentpack.keycloak.ledger.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.fixture.Agents;
import io.agentpack.keycloak.domain.fixture.Runs;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunsOn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppedRunsTest {
    private static final Run RUN = Runs.of(Agents.agent("planner"));
    private static final StoppedRuns.News NOTHING = news(List.of(), List.of());

    private final Hand clock = new Hand(RUN.started().plusSeconds(60));
    private final StoppedRuns stopped = new StoppedRuns(clock);

    @Test
    void whatTheDatabaseSaysIsKnownUntilNoTokenCanNeedIt() {
        stopped.learn(
                news(List.of(new StoppedRuns.Stop("run-1", CauseKind.ADMIN_REVOKED)), List.of()), clock.instant());
        assertThat(stopped.endOf("run-1")).contains(CauseKind.ADMIN_REVOKED);

        clock.advance(Duration.ofMinutes(16));
        stopped.learn(NOTHING, clock.instant());
        assertThat(stopped.endOf("run-1")).isPresent();

        clock.advance(Duration.ofMinutes(5));
        stopped.learn(NOTHING, clock.instant());
        assertThat(stopped.endOf("run-1")).isEmpty();
    }

    @Test
    void aWideStopHitsWhatStartedBeforeIt() {
        WideStop after = wide(RUN.started());
        WideStop before = wide(RUN.started().minusMillis(1));

        stopped.learn(news(List.of(), List.of(before)), clock.instant());
        assertThat(stopped.endOf("realm-1", RUN)).isEmpty();

        stopped.learn(news(List.of(), List.of(after)), clock.instant());
        assertThat(stopped.endOf("realm-1", RUN)).contains(CauseKind.AGENT_DISABLED);
        assertThat(stopped.endOf("realm-2", RUN)).isEmpty();
    }

    @Test
    void oneOfOnesOwnOutlivesNewsThatWereAskedForBeforeIt() {
        stopped.add(wide(clock.instant()));
        stopped.learn(NOTHING, clock.instant());
        assertThat(stopped.endOf("realm-1", RUN)).isPresent();

        clock.advance(Duration.ofSeconds(11));
        stopped.learn(NOTHING, clock.instant());
        assertThat(stopped.endOf("realm-1", RUN)).as("worked off by now").isEmpty();
    }

    private static StoppedRuns.News news(List<StoppedRuns.Stop> stops, List<WideStop> wide) {
        return new StoppedRuns.News(stops, wide, List.of());
    }

    private static WideStop wide(Instant at) {
        return new WideStop("realm-1", RunsOn.of(Hook.AGENT, RUN.agentUuid()), CauseKind.AGENT_DISABLED, at);
    }

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {
        private Instant now;

        Hand(Instant now) {
            this.now = now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
