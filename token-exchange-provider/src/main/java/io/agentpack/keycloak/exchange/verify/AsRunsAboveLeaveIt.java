package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.session.RunSessions;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Limits hold for a run and everything under it, also when a run or an administrator lowered them after a child had started. Nothing is pushed down at
 * that moment; it is looked up here, as liveness is.
 */
public final class AsRunsAboveLeaveIt {
    private AsRunsAboveLeaveIt() {}

    public static Run of(Run run, KeycloakSession session, RealmModel realm) {
        return run.parent()
                .map(parent -> RunSessions.read(session.sessions().getUserSession(realm, parent))
                        .orElseThrow(() -> new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run above is over")))
                .map(parent -> run.under(withinItsSettings(of(parent, session, realm), realm)))
                .orElse(run);
    }

    /** @param run whose agent is there, as that of a live run always is */
    public static Run withinItsSettings(Run run, RealmModel realm) {
        return run.within(AgentClients.profileOf(realm.getClientById(run.agentUuid())));
    }
}
