package io.agentpack.keycloak.themes;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a FreeMarker template as text: which message keys it names, and what a person would see without any message. */
final class TemplateSource {
    private static final Pattern COMMENT = Pattern.compile("<#--.*?-->", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"(\\w+)\"");
    private static final Pattern LABEL = Pattern.compile("<@buttons\\.\\w+[^>]*\\blabel=\"(\\w+)\"");
    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile("\\b(?:alt|title|placeholder|aria-label|aria-description)=\"([^\"]*)\"");

    /** Of a page or a letter; not advancedMsg, which takes texts from outside. */
    private static final Pattern MESSAGE = Pattern.compile("\\b(?:msg|words)\\(");

    private final String source;

    TemplateSource(String template) {
        source = COMMENT.matcher(template).replaceAll("");
    }

    Set<String> messageKeys() {
        var keys = new LinkedHashSet<String>();
        MESSAGE.matcher(source)
                .results()
                .forEach(call -> addLiterals(keys, source.substring(call.start(), endOf(call.end() - 1, '(', ')'))));
        LABEL.matcher(source).results().forEach(found -> keys.add(found.group(1)));
        return keys;
    }

    String hardCodedText() {
        var visible = new StringBuilder();
        var withoutDirectives = withoutDirectives(withoutInterpolations());
        SPOKEN_ATTRIBUTE.matcher(withoutDirectives).results().forEach(found -> visible.append(found.group(1)));
        return visible.append(withoutDirectives.replaceAll("<[^>]*>", ""))
                .toString()
                .strip();
    }

    private static void addLiterals(Set<String> keys, String expression) {
        LITERAL.matcher(expression).results().forEach(found -> keys.add(found.group(1)));
    }

    private String withoutInterpolations() {
        var text = new StringBuilder();
        int from = 0;
        for (int at = source.indexOf("${"); at >= 0; at = source.indexOf("${", from)) {
            text.append(source, from, at);
            from = source.charAt(at - 1) == '"' && source.charAt(at - 2) == 'r' ? at + 2 : endOf(at + 1, '{', '}');
        }
        return text.append(source.substring(from)).toString();
    }

    /** An arrow inside parentheses doesn't end a directive. */
    private static String withoutDirectives(String text) {
        var rest = new StringBuilder();
        int depth = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            if (!inside && text.substring(i).matches("(?s)</?[#@].*")) {
                inside = true;
            }
            char c = text.charAt(i);
            if (!inside) {
                rest.append(c);
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '>' && depth == 0) {
                inside = false;
            }
        }
        return rest.toString();
    }

    private int endOf(int open, char opening, char closing) {
        int depth = 0;
        for (int i = open; i < source.length(); i++) {
            if (source.charAt(i) == opening) {
                depth++;
            } else if (source.charAt(i) == closing && --depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("never closed: " + source.substring(open));
    }
}
