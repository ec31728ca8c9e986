package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.run.AgentRunDetails;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.AuthorizationDetailsJSONRepresentation;

/** What the token response says besides the token (RFC 8693 section 2.2.1, RFC 9396 section 7). */
final class TokenResponse {
    private final Issuing request;

    TokenResponse(Issuing request) {
        this.request = request;
    }

    void complete(AccessTokenResponse response, Run run, TokenRequest wanted) {
        if (request.exchange()) {
            response.setOtherClaims(OAuth2Constants.ISSUED_TOKEN_TYPE, OAuth2Constants.ACCESS_TOKEN_TYPE);
        }
        wanted.limits()
                .map(asked -> AgentRunDetails.granted(asked, run.limits(), wholeSeconds(run)))
                .ifPresent(granted -> response.setAuthorizationDetails(List.of(represented(granted))));
    }

    /** As {@code run.exp - iat} in the token: both are whole seconds. */
    private static Duration wholeSeconds(Run run) {
        return Duration.ofSeconds(
                run.deadline().getEpochSecond() - run.started().getEpochSecond());
    }

    private static AuthorizationDetailsJSONRepresentation represented(Map<String, Object> granted) {
        AuthorizationDetailsJSONRepresentation details = new AuthorizationDetailsJSONRepresentation();
        granted.forEach((name, value) -> {
            if (name.equals("type")) {
                details.setType((String) value);
            } else {
                details.setCustomData(name, value);
            }
        });
        return details;
    }
}
