package io.agentpack.keycloak.it.demo.told;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** JSON for people: a value stands on one line if it fits, else its members stand below one another. */
record Pretty(int width) {

    /** @param column where the text begins */
    String of(JsonNode node, int column) {
        String line = inline(node);
        // One more for the comma or brace that may follow.
        if (node.isEmpty() || column + line.length() < width) {
            return line;
        }
        List<String> parts = new ArrayList<>();
        if (node.isObject()) {
            node.properties().forEach(member -> parts.add(member(member.getKey(), member.getValue(), column + 1)));
        } else {
            node.forEach(element -> parts.add(of(element, column + 1)));
        }
        String below = String.join(",\n" + " ".repeat(column + 1), parts);
        return node.isObject() ? "{" + below + "}" : "[" + below + "]";
    }

    /** Behind its name; below it where it would not fit there even when broken. */
    private String member(String name, JsonNode value, int column) {
        String label = "\"" + name + "\": ";
        boolean far = column + label.length() > width / 2
                && column + label.length() + inline(value).length() >= width;
        return far
                ? label.strip() + "\n" + " ".repeat(column + 2) + of(value, column + 2)
                : label + of(value, column + label.length());
    }

    private static String inline(JsonNode node) {
        List<String> parts = new ArrayList<>();
        if (node.isObject()) {
            node.properties().forEach(member -> parts.add("\"" + member.getKey() + "\": " + inline(member.getValue())));
            return "{" + String.join(", ", parts) + "}";
        }
        if (node.isArray()) {
            node.forEach(element -> parts.add(inline(element)));
            return "[" + String.join(", ", parts) + "]";
        }
        return node.toString();
    }
}
