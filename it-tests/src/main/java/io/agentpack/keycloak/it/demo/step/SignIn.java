package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.browser.Page;

/** Through Keycloak's own login and consent pages, as a person does it. */
record SignIn(Scene scene) {
    static final String[] WITH_PLANNER = {"openid", "calendar:read", "mail:send", "agent:planner"};

    /** Alice has agreed before, so that only her password is asked for. */
    SignedIn again() {
        Browser browser = new Browser(scene.stage().tokens());
        browser.authorize(scene.cast().assistant(), WITH_PLANNER);
        Page page = browser.signIn(scene.cast().alice());
        if (page.asksForConsent()) {
            browser.accept();
        }
        return new SignedIn(browser, browser.tokens());
    }

    /** Says where the browser is now and what can be read there. */
    void tell(String what, Page page) {
        scene.teller().line("");
        scene.teller()
                .line("browser: " + what + " → " + page.status() + " "
                        + page.url().getPath());
        if (!page.html().isEmpty()) {
            scene.teller().quote(Readable.text(page));
        }
    }
}
