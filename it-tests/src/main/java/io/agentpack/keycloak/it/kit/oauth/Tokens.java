package io.agentpack.keycloak.it.kit.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads JWTs without verifying them. */
public final class Tokens {
    private Tokens() {}

    public static JsonNode header(String jwt) {
        return part(jwt, 0);
    }

    public static JsonNode claims(String jwt) {
        return part(jwt, 1);
    }

    private static JsonNode part(String jwt, int index) {
        byte[] json = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]);
        return Json.parse(new String(json, StandardCharsets.UTF_8));
    }
}
