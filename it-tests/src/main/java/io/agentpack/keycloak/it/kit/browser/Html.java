package io.agentpack.keycloak.it.kit.browser;

/** Just enough HTML for Keycloak's own pages. */
final class Html {
    private Html() {}

    static String text(String html) {
        return unescape(html.replaceAll("(?is)<(script|style|head)\\b.*?</\\1>", " ")
                        .replaceAll("(?s)<[^>]*>", " "))
                .replaceAll("\\s+", " ")
                .strip();
    }

    static String unescape(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x2F;", "/")
                .replace("&amp;", "&");
    }
}
