package io.agentpack.keycloak.it.kit.browser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form of a page: where it goes, and the hidden fields that go with it. */
record HtmlForm(String action, Map<String, String> hidden) {
    private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern INPUT = Pattern.compile("(?is)<input\\b([^>]*)>");

    static Optional<HtmlForm> firstPost(String html) {
        Matcher form = FORM.matcher(html);
        while (form.find()) {
            if ("post".equalsIgnoreCase(attribute(form.group(1), "method"))) {
                return Optional.of(new HtmlForm(attribute(form.group(1), "action"), hidden(form.group(2))));
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> hidden(String content) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(content);
        while (input.find()) {
            String name = attribute(input.group(1), "name");
            if (name != null && "hidden".equalsIgnoreCase(attribute(input.group(1), "type"))) {
                String value = attribute(input.group(1), "value");
                fields.put(name, value == null ? "" : value);
            }
        }
        return fields;
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile("(?i)(?:^|\\s)" + name + "\\s*=\\s*\"([^\"]*)\"")
                .matcher(tag);
        return value.find() ? Html.unescape(value.group(1)) : null;
    }
}
