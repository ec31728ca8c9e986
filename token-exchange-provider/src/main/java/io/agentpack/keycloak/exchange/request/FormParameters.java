package io.agentpack.keycloak.exchange.request;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * The form of a token request. Keycloak drops a parameter that is too long and goes on without it; without its {@code scope} or {@code audience} a
 * request would mean more than was asked for, so a dropped parameter is refused here.
 */
final class FormParameters {
    private final MultivaluedMap<String, String> kept;
    private final MultivaluedMap<String, String> sent;

    FormParameters(KeycloakSession session, MultivaluedMap<String, String> kept) {
        this.kept = kept;
        this.sent = session.getContext().getHttpRequest().getDecodedFormParameters();
    }

    /** The one value, if it is there. Empty text counts as absent (RFC 6749 section 3.2). */
    Optional<String> one(String name) {
        List<String> values = many(name);
        if (values.size() > 1) {
            throw malformed("duplicate parameter " + name);
        }
        return values.stream().findFirst();
    }

    List<String> many(String name) {
        if (sent.containsKey(name) && !kept.containsKey(name)) {
            throw malformed("parameter " + name + " is too long");
        }
        return kept.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    static RefusedException malformed(String reason) {
        return new RefusedException(Refusal.REQUEST_MALFORMED, reason);
    }
}
