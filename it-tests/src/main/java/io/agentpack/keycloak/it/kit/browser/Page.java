package io.agentpack.keycloak.it.kit.browser;

import java.net.URI;

/**
 * Where the browser has ended up: a page of Keycloak, or the address of the app that Keycloak sent it to.
 *
 * @param html empty when the browser was sent to the app
 */
public record Page(URI url, int status, String html) {

    /** The consent page has a button that no other page has. */
    public boolean asksForConsent() {
        return html.contains("name=\"accept\"");
    }

    public boolean asksForPassword() {
        return html.contains("id=\"kc-form-login\"");
    }

    /** What a person reads, without markup. */
    public String text() {
        return Html.text(html);
    }

    /** A parameter of the address, e.g. code or error of a redirect; null if it is not there. */
    public String parameter(String name) {
        return Query.parse(url.getRawQuery()).get(name);
    }

    HtmlForm form() {
        return HtmlForm.firstPost(html)
                .orElseThrow(() -> new IllegalStateException("no form at " + url + ": " + status + " " + text()));
    }
}
