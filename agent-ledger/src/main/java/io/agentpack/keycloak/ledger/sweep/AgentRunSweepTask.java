package io.agentpack.keycloak.ledger.sweep;

import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.RunKey;
import io.agentpack.keycloak.ledger.end.EndRuns;
import io.agentpack.keycloak.ledger.liveness.Dead;
import io.agentpack.keycloak.ledger.liveness.Liveness;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.ScheduledTask;

/** One pass over all runs that are recorded as live. Its class name is the cluster's lock, so it is a name of its own. */
final class AgentRunSweepTask implements ScheduledTask {
    private static final Logger LOG = Logger.getLogger(AgentRunSweepTask.class);
    private static final int BATCH = 200;

    @Override
    public void run(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        int alive = 0;
        List<RunKey> batch = nextBatch(factory, alive);
        while (!batch.isEmpty()) {
            for (RunKey key : batch) {
                alive += endIfDead(factory, key) ? 0 : 1;
            }
            batch = batch.size() < BATCH ? List.of() : nextBatch(factory, alive);
        }
    }

    private static List<RunKey> nextBatch(KeycloakSessionFactory factory, int first) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> session.getProvider(AgentLedgerProvider.class).recordedLive(first, BATCH));
    }

    /** One run that can't be closed (a broken row, a lock) must not keep the others open. */
    private static boolean endIfDead(KeycloakSessionFactory factory, RunKey key) {
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
                RealmModel realm = session.realms().getRealm(key.realmId());
                if (realm == null) {
                    return false;
                }
                session.getContext().setRealm(realm);
                Optional<Dead> dead = new Liveness(session, realm, session.revokedTokens()::contains)
                        .check(key.runId())
                        .filter(Dead.class::isInstance)
                        .map(Dead.class::cast);
                dead.ifPresent(found -> EndRuns.in(session, realm).because(found.cause(), List.of(found.runId())));
                return dead.isPresent();
            });
        } catch (RuntimeException e) {
            LOG.warnf(e, "Agent run %s could not be closed; the next sweep tries again", key.runId());
            return false;
        }
    }
}
