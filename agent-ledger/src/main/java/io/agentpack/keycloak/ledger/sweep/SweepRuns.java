package io.agentpack.keycloak.ledger.sweep;

import java.time.Duration;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.TimerProvider;

/**
 * Ends, every half minute and on one node, runs that are over although nothing said so: past their deadline, or of a session that Keycloak let go
 * without an event. Checks of tokens don't wait for it.
 */
public final class SweepRuns {
    private static final String INTERVAL_OPTION = "sweep-interval";
    private static final int DEFAULT_SECONDS = 30;
    /** The contract promises a signal at most 60 s after a cause that no event told us of. */
    private static final int MOST_SECONDS = 60;

    private final Duration interval;

    private SweepRuns(Duration interval) {
        this.interval = interval;
    }

    /** Reads option {@code sweep-interval} (seconds, 1 to 60). */
    public static SweepRuns configured(Config.Scope config) {
        int seconds = config.getInt(INTERVAL_OPTION, DEFAULT_SECONDS);
        return new SweepRuns(Duration.ofSeconds(Math.min(MOST_SECONDS, Math.max(1, seconds))));
    }

    public void scheduleOn(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                KeycloakModelUtils.runJobInTransaction(factory, this::schedule);
            }
        });
    }

    private void schedule(KeycloakSession session) {
        session.getProvider(TimerProvider.class)
                .schedule(
                        new ClusterAwareScheduledTaskRunner(
                                session.getKeycloakSessionFactory(), new AgentRunSweepTask(), interval.toMillis()),
                        interval.toMillis());
    }
}
