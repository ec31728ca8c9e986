package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.run.AgentRunDetails;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.representations.AuthorizationDetailsJSONRepresentation;

/** {@code authorization_details} as granted (RFC 9396 section 7): in the answer when asked for, in the token as long as they are in force (9.1). */
final class GrantedDetails {
    private GrantedDetails() {}

    static Optional<AuthorizationDetailsJSONRepresentation> of(Run run, TokenRequest wanted, Instant now) {
        return wanted.limits().isPresent() || run.limits().asked()
                ? Optional.of(represented(run, wanted, now))
                : Optional.empty();
    }

    private static AuthorizationDetailsJSONRepresentation represented(Run run, TokenRequest wanted, Instant now) {
        AuthorizationDetailsJSONRepresentation details = new AuthorizationDetailsJSONRepresentation();
        AgentRunDetails.granted(run, wanted.asked().goal(), now).forEach((name, value) -> {
            if (name.equals("type")) {
                details.setType((String) value);
            } else {
                details.setCustomData(name, value);
            }
        });
        return details;
    }
}
