package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.browser.Browser;

/** Alice at the travel assistant: her browser, and the tokens that the app got. */
public record SignedIn(Browser browser, Reply tokens) {

    String accessToken() {
        return tokens.accessToken();
    }

    String refreshToken() {
        return tokens.string("refresh_token");
    }
}
