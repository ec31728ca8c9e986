package io.agentpack.keycloak.exchange.verify;

import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.util.TokenUtil;

/** Keycloak's own check of an access token, with everything the guard adds to it. */
final class VerifyToken {
    private VerifyToken() {}

    /** Empty when Keycloak would not accept the token anywhere. */
    static Optional<AuthenticationManager.AuthResult> of(String token, TokenExchangeContext context) {
        KeycloakSession session = context.getSession();
        ClientModel requester = context.getClient();
        try {
            return Optional.ofNullable(AuthenticationManager.verifyIdentityToken(
                    session,
                    context.getRealm(),
                    session.getContext().getUri(),
                    context.getClientConnection(),
                    true,
                    true,
                    null,
                    false,
                    token,
                    context.getHeaders(),
                    verifier -> verifier.tokenType(List.of(TokenUtil.TOKEN_TYPE_BEARER, TokenUtil.TOKEN_TYPE_DPOP))));
        } catch (RuntimeException unreadable) {
            return Optional.empty(); // a made-up header or jti makes Keycloak's parsers throw
        } finally {
            session.getContext().setClient(requester); // the check puts the token's client into the context
        }
    }
}
