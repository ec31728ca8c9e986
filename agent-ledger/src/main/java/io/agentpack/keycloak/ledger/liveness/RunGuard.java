package io.agentpack.keycloak.ledger.liveness;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.end.EndRuns;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RevokedTokenProvider;

/**
 * Stands before Keycloak's list of revoked tokens, which Keycloak asks about every access token it accepts anywhere: introspection, userinfo,
 * exchange, its REST APIs. A token of a dead or suspended run is a revoked token.
 */
final class RunGuard implements RevokedTokenProvider {
    private final KeycloakSession session;
    private final RevokedTokenProvider keycloaks;

    RunGuard(KeycloakSession session, RevokedTokenProvider keycloaks) {
        this.session = session;
        this.keycloaks = keycloaks;
    }

    @Override
    public boolean contains(String tokenId) {
        if (keycloaks.contains(tokenId)) {
            return true;
        }
        RealmModel realm = session.getContext().getRealm();
        Optional<Refused> refused =
                RunTokenId.runOf(tokenId).flatMap(run -> new Liveness(session, realm, keycloaks::contains).check(run));
        refused.filter(Dead.class::isInstance).ifPresent(dead -> EndRuns.inOwnTransaction(session, realm, (Dead) dead));
        return refused.isPresent();
    }

    /** RFC 7009: revoking one token of a run ends the run; revoking the human's token ends what stands on it. */
    @Override
    public boolean put(String tokenId, long lifespanSeconds) {
        boolean added = keycloaks.put(tokenId, lifespanSeconds);
        Optional<String> run = RunTokenId.runOf(tokenId);
        if (run.isPresent()) {
            EndRuns.here(session).because(CauseKind.TOKEN_REVOKED, List.of(run.get()));
        } else {
            EndRuns.here(session).on(Hook.SUBJECT_TOKEN, tokenId, CauseKind.SUBJECT_TOKEN_REVOKED);
        }
        return added;
    }

    @Override
    public void close() {}
}
