package io.agentpack.keycloak.exchange.rest;

import jakarta.ws.rs.NotAuthorizedException;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/** Whoever calls with an access token that Keycloak, and so the guard, accepts. */
public final class Bearer {
    private Bearer() {}

    /** @throws NotAuthorizedException without such a token */
    public static AuthResult of(KeycloakSession session) {
        return accepted(session).orElseThrow(() -> new NotAuthorizedException("Bearer"));
    }

    private static Optional<AuthResult> accepted(KeycloakSession session) {
        if (session.getContext().getRequestHeaders().getHeaderString("Authorization") == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new AppAuthManager.BearerTokenAuthenticator(session).authenticate());
        } catch (RuntimeException unreadable) {
            return Optional.empty(); // a made-up header or jti makes Keycloak's parsers throw
        }
    }
}
