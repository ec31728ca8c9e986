package io.agentpack.keycloak.exchange.grant;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import io.agentpack.keycloak.exchange.decide.DecideExchange;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.verify.InboundToken;
import io.agentpack.keycloak.ledger.end.EndRuns;
import io.agentpack.keycloak.ledger.liveness.Dead;
import io.agentpack.keycloak.ledger.liveness.Liveness;
import io.agentpack.keycloak.ledger.liveness.Refused;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/** A further token in a run that the platform has named before: at most what the run was started with, and nothing once it is over. */
final class GoOnInRun {
    private GoOnInRun() {}

    static Decision of(String runId, StartRun.Agent agent, RunLimits.Asked asked, KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        Optional<Refused> refused = new Liveness(session, realm, session.revokedTokens()::contains).check(runId);
        refused.ifPresent(why -> {
            if (why instanceof Dead dead) {
                EndRuns.inOwnTransaction(session, realm, dead);
            }
            throw new RefusedException(
                    Refusal.RUN_NOT_ACTIVE, "the platform's run is over or suspended and can't be reopened");
        });
        UserSessionModel userSession = session.sessions().getUserSession(realm, runId);
        Run run = RunSessions.read(userSession)
                .orElseThrow()
                .seenFrom(agent.evidence().instance());
        return DecideExchange.renewal(
                agent,
                new DecideExchange.InRun(run, userSession, userSession.getUser(), InboundToken.ofRun(run, userSession)),
                asked);
    }
}
