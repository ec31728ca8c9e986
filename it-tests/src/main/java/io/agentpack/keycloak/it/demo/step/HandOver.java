package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.demo.stage.LaunchedAgent;
import io.agentpack.keycloak.it.kit.Reply;

/** A sub-agent gets a run under the run, never more than that run may do. */
public record HandOver(Scene scene, RunToken planner) {

    public RunToken tell() {
        scene.teller().chapter("The planner hands over to the researcher, with less");
        LaunchedAgent researcher = scene.cast().researcher();
        scene.teller().say("The researcher wants to change the calendar, which the planner itself may not.");
        Reply wider = scene.form(
                "researcher",
                TokenRequests.at(scene).exchange(researcher, planner.jwt()).scope("calendar:read", "calendar:write"));
        scene.check("more than the planner has is refused", "400 invalid_scope", wider);

        scene.teller().say("The nightly agent tries it, too. It works on its own and can't act for people.");
        Reply stranger = scene.form(
                "nightly", TokenRequests.at(scene).exchange(scene.cast().nightly(), planner.jwt()));
        scene.check("an agent that works on its own is refused", "400 unauthorized_client", stranger);

        scene.teller().say("The researcher asks to read the calendar, no more.");
        Reply answer = scene.form(
                "researcher",
                TokenRequests.at(scene).exchange(researcher, planner.jwt()).scope("calendar:read"));
        RunToken token = scene.token("the researcher's token", answer);
        check(token);
        return token;
    }

    private void check(RunToken token) {
        scene.check(
                "the chain has grown",
                "alice → planner → researcher",
                scene.stage().names().chain(token.claims()));
        scene.check("scope is smaller", "calendar:read", token.scope());
        scene.checkSame(
                "run.parent and the planner's run",
                planner.runId(),
                token.claims().at("/run/parent").asText());
        boolean earlier = token.claims().at("/run/exp").asLong()
                <= planner.claims().at("/run/exp").asLong();
        scene.check("it ends no later than the planner's run", "no later", earlier ? "no later" : "later");
    }
}
