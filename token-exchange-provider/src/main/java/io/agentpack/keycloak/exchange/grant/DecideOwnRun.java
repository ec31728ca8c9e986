package io.agentpack.keycloak.exchange.grant;

import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.decide.SessionEnd;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import io.agentpack.keycloak.exchange.verify.Owner;
import io.agentpack.keycloak.ledger.platform.ClaimPlatformRun;
import io.agentpack.keycloak.ledger.platform.PlatformRun;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * A run of an agent that acts on its own: its subject is its service account. Where the platform names the run, asking again means the same run for
 * as long as it lives.
 */
final class DecideOwnRun {
    private DecideOwnRun() {}

    static Decision of(StartRun.Agent agent, TokenRequest wanted, KeycloakSession session) {
        Optional<PlatformRun> platformRun =
                agent.evidence().platformRun().map(name -> platformRun(name, agent, session));
        if (platformRun.isEmpty()) {
            Owner.require(agent.profile(), session);
            return start(RunSessions.newId(), agent, wanted, session);
        }
        // Before anything is claimed: an agent that may start nothing leaves no trace.
        start(RunSessions.newId(), agent, wanted, session);
        ClaimPlatformRun.Claim claim = ClaimPlatformRun.of(session, platformRun.get());
        if (!claim.isNew()) {
            return GoOnInRun.of(claim.runId(), agent, wanted.asked(), session);
        }
        Owner.require(agent.profile(), session);
        return start(claim.runId(), agent, wanted, session);
    }

    private static Decision start(String runId, StartRun.Agent agent, TokenRequest wanted, KeycloakSession session) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
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

    private static PlatformRun platformRun(String name, StartRun.Agent agent, KeycloakSession session) {
        return new PlatformRun(
                session.getContext().getRealm().getId(),
                agent.uuid(),
                agent.evidence().attester(),
                name);
    }
}
