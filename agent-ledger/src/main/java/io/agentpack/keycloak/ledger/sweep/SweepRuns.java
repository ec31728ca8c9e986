package io.agentpack.keycloak.ledger.sweep;

import java.time.Duration;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/**
 * Ends, every half minute and on one node, runs that are over although nothing said so: past their deadline, or of a session that Keycloak let go
 * without an event. Checks of tokens don't wait for it. Once an hour, by default, it deletes what has been kept long enough.
 */
public final class SweepRuns {
    private static final String INTERVAL_OPTION = "sweep-interval";
    private static final int DEFAULT_SECONDS = 30;
    /** The contract promises a signal at most 60 s after a cause that no event told us of; runs are not looked at in their first 15. */
    private static final int MOST_SECONDS = 45;

    private static final String RUNS_KEPT_OPTION = "run-retention";
    private static final int RUNS_KEPT_DAYS = 365;
    private static final String SIGNALS_KEPT_OPTION = "signal-retention";
    private static final int SIGNALS_KEPT_DAYS = 30;
    private static final String PURGE_INTERVAL_OPTION = "purge-interval";
    private static final int PURGE_SECONDS = 3600;
    /** A thirtieth of the time of one processor, on one node of the cluster: what is urgent among a great many runs shows in Keycloak's tables. */
    private static final int SHARE = 30;

    private final Duration interval;
    private final Duration runsKept;
    private final Duration signalsKept;
    private final Duration purgeInterval;

    private SweepRuns(Duration interval, Duration runsKept, Duration signalsKept, Duration purgeInterval) {
        this.interval = interval;
        this.runsKept = runsKept;
        this.signalsKept = signalsKept;
        this.purgeInterval = purgeInterval;
    }

    /**
     * Reads options {@code sweep-interval} (seconds, 1 to 45), {@code run-retention} and {@code signal-retention} (days, at least 1), and
     * {@code purge-interval} (seconds, at least 1).
     */
    public static SweepRuns configured(Config.Scope config) {
        int seconds = config.getInt(INTERVAL_OPTION, DEFAULT_SECONDS);
        return new SweepRuns(
                Duration.ofSeconds(Math.min(MOST_SECONDS, Math.max(1, seconds))),
                days(config, RUNS_KEPT_OPTION, RUNS_KEPT_DAYS),
                days(config, SIGNALS_KEPT_OPTION, SIGNALS_KEPT_DAYS),
                Duration.ofSeconds(Math.max(1, config.getInt(PURGE_INTERVAL_OPTION, PURGE_SECONDS))));
    }

    public void scheduleOn(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                KeycloakModelUtils.runJobInTransaction(factory, session -> {
                    schedule(session, new AgentRunSweepTask(interval.dividedBy(SHARE)), interval);
                    schedule(session, new AgentLedgerPurgeTask(runsKept, signalsKept), purgeInterval);
                });
            }
        });
    }

    private static Duration days(Config.Scope config, String option, int byDefault) {
        return Duration.ofDays(Math.max(1, config.getInt(option, byDefault)));
    }

    private static void schedule(KeycloakSession session, ScheduledTask task, Duration every) {
        session.getProvider(TimerProvider.class)
                .schedule(
                        new ClusterAwareScheduledTaskRunner(
                                session.getKeycloakSessionFactory(), task, every.toMillis()),
                        every.toMillis());
    }
}
