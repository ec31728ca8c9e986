package io.agentpack.keycloak.it.demo.told;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** Tokens and credentials never appear whole: only how they begin and end. */
final class Shortened {
    private static final Pattern JWT = Pattern.compile("[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*");
    private static final Pattern SCHEME = Pattern.compile("(Bearer|Basic|DPoP) (\\S+)");

    private Shortened() {}

    static String text(String value) {
        var scheme = SCHEME.matcher(value);
        if (scheme.matches()) {
            return scheme.group(1) + " " + ends(scheme.group(2));
        }
        return JWT.matcher(value).matches() ? ends(value) : value;
    }

    static JsonNode json(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(text(node.asText()));
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(json(element)));
            return copy;
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> copy.set(member.getKey(), json(member.getValue())));
            return copy;
        }
        return node;
    }

    private static String ends(String secret) {
        return secret.length() < 24 ? "…" : secret.substring(0, 8) + "…" + secret.substring(secret.length() - 6);
    }
}
