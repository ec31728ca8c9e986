package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.exchange.verify.AsRunsAboveLeaveIt;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.session.RunSessions;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/** A run that is asked about without any of its tokens. It is asked the same question as about a token, by an id that no token has. */
public record LiveRun(Run run, UserSessionModel userSession) {
    private static final String NO_TOKEN = "onrtte:request";

    /** @throws RefusedException when it does not live */
    static void check(String runId, KeycloakSession session) {
        if (session.revokedTokens().contains(RunTokenId.mark(NO_TOKEN, runId))) {
            throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run that asked is over");
        }
    }

    /** Holds the run, too: from here to the end of the transaction it can't be stopped. */
    public static LiveRun held(String runId, KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        check(runId, session);
        session.getProvider(AgentLedgerProvider.class).hold(runId);
        UserSessionModel userSession = session.sessions().getUserSession(realm, runId);
        Run run = RunSessions.read(userSession)
                .orElseThrow(() -> new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run that asked has no session"));
        return new LiveRun(AsRunsAboveLeaveIt.of(run, session, realm), userSession);
    }
}
