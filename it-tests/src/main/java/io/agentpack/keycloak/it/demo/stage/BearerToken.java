package io.agentpack.keycloak.it.demo.stage;

import com.sun.net.httpserver.HttpExchange;
import io.agentpack.keycloak.it.demo.stage.LocalServer.Answer;
import io.agentpack.keycloak.it.kit.Json;

/** RFC 6750: how a token comes to an API, and how an API refuses it. */
final class BearerToken {
    private BearerToken() {}

    static String of(HttpExchange request) {
        String header = request.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
    }

    static Answer invalid(String why) {
        return new Answer(401, Json.object("error", "invalid_token", "error_description", why));
    }

    static Answer insufficient(String scope) {
        return new Answer(403, Json.object("error", "insufficient_scope", "scope", scope));
    }
}
