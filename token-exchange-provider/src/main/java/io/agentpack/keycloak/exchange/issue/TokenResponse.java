package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.exchange.request.TokenRequest;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.representations.AccessTokenResponse;

/** What the token response says besides the token (RFC 8693 section 2.2.1, RFC 9396 section 7). */
final class TokenResponse {
    private final Issuing request;

    TokenResponse(Issuing request) {
        this.request = request;
    }

    void complete(AccessTokenResponse response, IssuedToken issued, TokenRequest wanted) {
        response.setScope(issued.authority().scopes().toString());
        if (request.exchange()) {
            response.setOtherClaims(OAuth2Constants.ISSUED_TOKEN_TYPE, OAuth2Constants.ACCESS_TOKEN_TYPE);
        }
        wanted.limits()
                .flatMap(asked -> issued.details())
                .ifPresent(details -> response.setAuthorizationDetails(List.of(details)));
    }
}
