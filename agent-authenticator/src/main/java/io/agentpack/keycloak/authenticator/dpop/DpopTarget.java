package io.agentpack.keycloak.authenticator.dpop;

import java.net.URI;
import org.keycloak.models.KeycloakContext;

/**
 * The request that a proof is for.
 *
 * @param method of HTTP, e.g. {@code POST}
 * @param uri without query and fragment, as the realm's metadata states it
 */
public record DpopTarget(String method, URI uri) {

    /** The same URL that Keycloak compares with ({@code DPoPUtil.handleDPoPHeader}), so that both always agree. */
    public static DpopTarget of(KeycloakContext request) {
        return new DpopTarget(
                request.getHttpRequest().getHttpMethod(), request.getUri().getAbsolutePath());
    }
}
