package io.agentpack.keycloak.exchange.grant;

import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.decide.SessionEnd;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** A run of an agent that acts on its own: its subject is its service account. */
final class DecideOwnRun {
    private DecideOwnRun() {}

    static Decision of(StartRun.Agent agent, TokenRequest wanted, KeycloakSession session) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        String runId = RunSessions.newId();
        UserModel account = session.users()
                .getUserById(session.getContext().getRealm(), agent.actor().subject());
        return new Decision.NewRun(
                runId,
                StartRun.onItsOwn(
                        runId,
                        agent,
                        wanted.asked(),
                        now,
                        SessionEnd.ofNew(session.getContext().getRealm(), now)),
                account,
                Optional.empty());
    }
}
