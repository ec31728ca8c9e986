package io.agentpack.keycloak.it.demo.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.oauth.Tokens;

/** A token that an agent holds. */
public record RunToken(String jwt) {

    JsonNode claims() {
        return Tokens.claims(jwt);
    }

    String runId() {
        return claims().at("/run/id").asText();
    }

    /** Scopes in order of the alphabet: their order in the token means nothing. */
    String scope() {
        String[] scopes = claims().path("scope").asText().split(" ");
        java.util.Arrays.sort(scopes);
        return String.join(" ", scopes);
    }
}
