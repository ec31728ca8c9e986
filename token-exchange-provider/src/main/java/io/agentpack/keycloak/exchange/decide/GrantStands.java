package io.agentpack.keycloak.exchange.decide;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.liveness.Liveness;
import org.keycloak.models.KeycloakSession;

/**
 * What a run would end by once it has started must not let it start: a consent that was withdrawn is still in the text of a token that was issued before.
 */
final class GrantStands {
    private GrantStands() {}

    static void require(Run.HumanGrant grant, KeycloakSession session) {
        new Liveness(session, session.getContext().getRealm(), session.revokedTokens()::contains)
                .endOf(grant)
                .ifPresent(cause -> {
                    throw new RefusedException(
                            cause == CauseKind.CONSENT_WITHDRAWN
                                    ? Refusal.ACTOR_UNAUTHORIZED
                                    : Refusal.SUBJECT_TOKEN_INVALID,
                            "what the human's token gave is over: " + cause);
                });
    }
}
