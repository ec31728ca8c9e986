package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.signals.Signal;
import java.util.List;
import java.util.Map;

/** An administrator stops one run; the human stays signed in. */
public record AdminRevokes(Scene scene) {
    private static final String REASON = "invites far too many people";

    public void tell() {
        scene.teller().chapter("An administrator revokes a run");
        scene.teller().say("Alice signs in again, and the planner starts another run.");
        AnotherRun run = AnotherRun.start(scene);
        String id = run.planner().runId();
        scene.teller().say("The administrator looks at the run, and stops it.");
        String path = "/admin/realms/demo/agents/runs/" + id;
        scene.teller().request("admin", "GET", path, List.of());
        scene.answer(() -> scene.stage().admin().agents().run(id));
        scene.teller().request("admin", "POST", path + "/revoke", List.of(Map.entry("reason", REASON)));
        Signal signal = new Stop(scene, "revocation", run.planner(), Doors.of(scene, run.planner()))
                .by(() -> scene.stage().admin().agents().revoke(id, REASON));
        check(signal);
        Reply state = scene.stage().admin().agents().run(id);
        scene.check("the run's state is", "revoked", state.string("state"));
        Reply alice = scene.stage().tokens().userinfo(run.alice().accessToken());
        scene.check("alice herself stays signed in", "200", alice);
    }

    private void check(Signal signal) {
        scene.check(
                "the signal says who stopped it",
                "admin",
                signal.event(Signal.SESSION_REVOKED).path("initiating_entity").asText());
    }
}
