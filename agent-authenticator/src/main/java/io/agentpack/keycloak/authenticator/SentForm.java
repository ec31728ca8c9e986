package io.agentpack.keycloak.authenticator;

import jakarta.ws.rs.core.MediaType;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.http.HttpRequest;

/** Whether the body of a request is a form. Keycloak's own authenticators ask the same before they look for parameters. */
final class SentForm {
    private SentForm() {}

    /** @throws AuthenticationFlowException for a type that is none: whoever looks next could not read it either */
    static boolean isIn(HttpRequest request) {
        try {
            MediaType type = request.getHttpHeaders().getMediaType();
            return type != null && type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationFlowException(
                    "Content-Type can't be read", AuthenticationFlowError.INVALID_CLIENT_CREDENTIALS);
        }
    }
}
