package io.agentpack.keycloak.it.kit.oauth;

import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import java.util.List;
import java.util.Map;

/** A token exchange (RFC 8693, 2.1), parameter by parameter. */
public final class TokenExchange {
    public static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private final FormRequest request;
    private final ClientAuthentication client;

    TokenExchange(FormRequest request, ClientAuthentication client) {
        this.request = request;
        this.client = client;
    }

    /** With its type, an access token. */
    public TokenExchange subject(String token) {
        return param("subject_token", token).param("subject_token_type", ACCESS_TOKEN);
    }

    /** With its type, an access token. */
    public TokenExchange actor(String token) {
        return param("actor_token", token).param("actor_token_type", ACCESS_TOKEN);
    }

    public TokenExchange requestedType(String type) {
        return param("requested_token_type", type);
    }

    public TokenExchange scope(String... scopes) {
        request.scope(scopes);
        return this;
    }

    public TokenExchange audience(String... clientIds) {
        List.of(clientIds).forEach(clientId -> param("audience", clientId));
        return this;
    }

    public TokenExchange resource(String uri) {
        return param("resource", uri);
    }

    /** RFC 9396, one detail of type agent_run (contract, section 4). */
    public TokenExchange run(Object... namesAndValues) {
        Map<String, Object> detail = Json.object("type", "agent_run");
        detail.putAll(Json.object(namesAndValues));
        return param("authorization_details", Json.write(List.of(detail)));
    }

    /** Ready to wait for the answer. */
    public TokenExchange deferrable() {
        return param("completion_mode", "deferred");
    }

    public TokenExchange param(String name, String value) {
        request.param(name, value);
        return this;
    }

    public TokenExchange header(String name, String value) {
        request.header(name, value);
        return this;
    }

    public Reply send() {
        return request.by(client).send();
    }

    public String accessToken() {
        return send().accessToken();
    }
}
