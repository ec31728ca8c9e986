package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.exchange.request.ExchangeRequest;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.representations.AccessToken;

/** An {@code actor_token} may be sent. It adds nothing to client authentication, so it may not say anything else either. */
public final class VerifyActor {
    private VerifyActor() {}

    public static void of(ExchangeRequest request, TokenExchangeContext context) {
        request.actorToken().ifPresent(token -> check(token, context));
    }

    private static void check(String text, TokenExchangeContext context) {
        AccessToken token = VerifyToken.of(text, context)
                .orElseThrow(() -> new RefusedException(Refusal.ACTOR_TOKEN_INVALID, "actor_token is not valid"))
                .token();
        if (token.getOtherClaims().containsKey("act")) {
            throw new RefusedException(Refusal.ACTOR_TOKEN_HAS_ACTOR, "actor_token carries act");
        }
        if (!context.getClient().getClientId().equals(token.getIssuedFor())) {
            throw new RefusedException(Refusal.ACTOR_UNAUTHORIZED, "actor_token is not of the authenticated client");
        }
    }
}
