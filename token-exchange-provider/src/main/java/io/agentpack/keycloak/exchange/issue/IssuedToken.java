package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.run.Run;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.AuthorizationDetailsJSONRepresentation;

/**
 * What the token that this request issues must say. It is put down here once everything is decided, and read where the claims are written; an
 * agent's token for which nothing is put down does not leave.
 *
 * @param authority what this one token holds: the run's authority or less
 * @param claims what mappers may say in it, and nothing else
 * @param step what it holds beyond its run, if it does
 * @param details {@code authorization_details} as granted, where limits were asked for
 */
public record IssuedToken(
        Run run,
        Authority authority,
        Map<String, Object> claims,
        Optional<ScopeStep> step,
        Optional<AuthorizationDetailsJSONRepresentation> details,
        Instant expires) {
    private static final String ATTRIBUTE = IssuedToken.class.getName();

    void putInto(KeycloakSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    public static Optional<IssuedToken> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, IssuedToken.class));
    }
}
