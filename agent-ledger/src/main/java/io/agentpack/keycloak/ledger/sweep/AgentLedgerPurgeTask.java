package io.agentpack.keycloak.ledger.sweep;

import io.agentpack.keycloak.ledger.jpa.OldRows;
import io.agentpack.keycloak.ledger.outbox.SignalState;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.ScheduledTask;

/** Deletes what has been kept long enough, batch by batch. Its class name is the cluster's lock, so it is a name of its own. */
final class AgentLedgerPurgeTask implements ScheduledTask {
    private static final int BATCH = 500;

    private final Duration runsKept;
    private final Duration signalsKept;

    AgentLedgerPurgeTask(Duration runsKept, Duration signalsKept) {
        this.runsKept = runsKept;
        this.signalsKept = signalsKept;
    }

    @Override
    public void run(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        all(factory, old -> old.signals(SignalState.DELIVERED, now.minus(signalsKept), BATCH));
        all(factory, old -> old.signals(SignalState.DEAD, now.minus(signalsKept), BATCH));
        all(factory, old -> old.runs(now.minus(runsKept), BATCH));
        all(factory, old -> old.requestsWithoutRun(now.minus(runsKept), BATCH));
        all(factory, old -> old.runsOfNoRealm(BATCH));
        all(factory, old -> old.causes(now.minus(runsKept), BATCH));
    }

    private static void all(KeycloakSessionFactory factory, ToIntFunction<OldRows> deleting) {
        int gone;
        do {
            gone = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, session -> deleting.applyAsInt(OldRows.in(session)));
        } while (gone == BATCH);
    }
}
