package io.agentpack.keycloak.it.kit.oauth;

import io.agentpack.keycloak.it.kit.Http;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An ordinary client.
 *
 * @param secret null for a public client
 * @param redirectUri null for an API
 */
public record RegisteredClient(String clientId, String secret, String redirectUri) implements ClientAuthentication {

    /** RFC 6749, 2.3.1. */
    @Override
    public void authenticate(FormRequest request) {
        if (secret == null) {
            request.param("client_id", clientId);
            return;
        }
        String pair = Http.encode(clientId) + ":" + Http.encode(secret);
        request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
