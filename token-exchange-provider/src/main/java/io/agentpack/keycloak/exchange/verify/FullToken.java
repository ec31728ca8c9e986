package io.agentpack.keycloak.exchange.verify;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.encode.AccessTokenContext.TokenType;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;

/** A lightweight access token leaves out what introspection would say: roles, audiences and more. Here is what it means. */
public final class FullToken {
    private FullToken() {}

    public static boolean isLightweight(AccessToken token, KeycloakSession session) {
        return session.getProvider(TokenContextEncoderProvider.class)
                        .getTokenContextFromTokenId(token.getId())
                        .getTokenType()
                == TokenType.LIGHTWEIGHT;
    }

    /** The token itself, unless it is lightweight; never changes the token. */
    public static AccessToken of(
            AccessToken token, UserSessionModel userSession, ClientSessionContext context, KeycloakSession session) {
        if (!isLightweight(token, session)) {
            return token;
        }
        AccessToken full = new AccessToken();
        full.id(token.getId());
        full.type(token.getType());
        full.issuedFor(token.getIssuedFor());
        full.setScope(token.getScope());
        full.audience(token.getAudience());
        full.setConfirmation(token.getConfirmation());
        full.getOtherClaims().putAll(token.getOtherClaims());
        return new TokenManager().transformIntrospectionAccessToken(session, token, full, userSession, context);
    }
}
