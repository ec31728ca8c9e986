package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.Reply;

/** A delegated run: the token still says alice, and says who acts. */
public record PlannerStarts(Scene scene, SignedIn alice) {

    public RunToken tell() {
        scene.teller().chapter("The planner starts a run for alice");
        scene.teller().say("Her token in, a token of a run out. The planner says what for.");
        Reply answer = scene.form(
                "planner",
                TokenRequests.at(scene)
                        .exchange(scene.cast().planner(), alice.accessToken())
                        .param(
                                "authorization_details",
                                TokenRequests.details("goal", "find a day for the team dinner, and invite")));
        scene.check("with her consent the exchange gives a token", "200", answer);
        RunToken token = scene.token("the planner's token", answer);
        scene.check("alice stays the subject, the planner acts", "alice → planner", chain(token));
        scene.checkSame(
                "sid is run.id: a session of its own",
                token.runId(),
                token.claims().path("sid").asText());
        scene.check(
                "no refresh token, no ID token",
                "none",
                answer.body().has("refresh_token") || answer.body().has("id_token") ? "there is one" : "none");
        return token;
    }

    private String chain(RunToken token) {
        return scene.stage().names().chain(token.claims());
    }
}
