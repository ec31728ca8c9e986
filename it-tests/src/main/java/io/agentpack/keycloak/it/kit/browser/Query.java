package io.agentpack.keycloak.it.kit.browser;

import io.agentpack.keycloak.it.kit.Http;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters as they stand in addresses and forms. */
final class Query {
    private Query() {}

    static String write(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> Http.encode(parameter.getKey()) + "=" + Http.encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> parse(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                parameters.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
