package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.browser.Page;

/** What is on a page, without its frame: the realm's name above it and the choice of languages. */
final class Readable {
    private static final String TITLE = "id=\"kc-page-title\"";

    private Readable() {}

    static String text(Page page) {
        String html = page.html();
        int title = html.indexOf(TITLE);
        String from = title < 0 ? html : html.substring(html.lastIndexOf('<', title));
        String shown = from.replaceAll("(?s)<select\\b.*?</select>", " ");
        return new Page(page.url(), page.status(), shown).text();
    }
}
