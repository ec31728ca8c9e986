package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.Reply;
import java.net.URI;

/** An agent without a human has runs of its own, and says itself when one is done. */
public record NightlyRun(Scene scene) {

    public void tell() {
        scene.teller().chapter("A bounded agent works on its own, and ends its run");
        scene.teller().say("Every night bob's agent sends a report. Nobody is signed in; bob answers for it.");
        Reply answer = scene.form(
                "nightly",
                TokenRequests.at(scene).ownRun(scene.cast().nightly()).scope("mail:send"));
        scene.check("client_credentials start a run", "200", answer);
        RunToken token = scene.token("nightly's token", answer);
        scene.check("it acts for nobody: no act", "none", token.claims().has("act") ? "act" : "none");
        new Apis(scene).mail("nightly", token, "a live run of nightly", "202");

        scene.teller().say("The report is sent. Nightly completes the run; its token is worth nothing from now on.");
        Reply completed = scene.bearer("nightly", "POST", complete(token), token.jwt());
        scene.check("the run completes", "204", completed);
        new Apis(scene).mail("nightly", token, "the completed run", "401 invalid_token");
        Reply renewal = scene.form(
                "nightly", TokenRequests.at(scene).exchange(scene.cast().nightly(), token.jwt()));
        scene.check("a finished run is not renewed", "400 invalid_grant", renewal);
    }

    private URI complete(RunToken token) {
        return scene.stage().tokens().url("/agents/runs/" + token.runId() + "/complete");
    }
}
