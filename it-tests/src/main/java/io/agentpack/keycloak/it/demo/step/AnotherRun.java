package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;

/** Alice signs in once more, and the planner starts a run: how each of the other ends begins. */
record AnotherRun(SignedIn alice, RunToken planner) {

    static AnotherRun start(Scene scene, Object... limits) {
        SignedIn alice = new SignIn(scene).again();
        FormRequest request = TokenRequests.at(scene).exchange(scene.cast().planner(), alice.accessToken());
        if (limits.length > 0) {
            request.param("authorization_details", TokenRequests.details(limits));
        }
        Reply reply = scene.form("planner", request);
        return new AnotherRun(alice, new RunToken(reply.accessToken()));
    }
}
