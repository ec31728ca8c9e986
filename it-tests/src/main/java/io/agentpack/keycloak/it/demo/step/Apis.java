package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;

/** The two APIs, called with a token. */
record Apis(Scene scene) {

    void calendar(String who, RunToken token, String what, String expected) {
        Reply reply = scene.bearer(who, "GET", scene.stage().calendar().events(), token.jwt());
        scene.check(what + ": Calendar API", expected, reply);
    }

    void mail(String who, RunToken token, String what, String expected) {
        Reply reply = scene.bearer(who, "POST", scene.stage().mail().messages(), token.jwt());
        scene.check(what + ": Mail API", expected, reply);
    }

    /** Without telling. */
    Reply calendar(RunToken token) {
        return Http.bearer("GET", scene.stage().calendar().events(), token.jwt(), null);
    }

    /** Without telling. */
    Reply mail(RunToken token) {
        return Http.bearer("POST", scene.stage().mail().messages(), token.jwt(), null);
    }
}
