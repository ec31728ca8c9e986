package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.signals.Signal;
import java.time.Duration;

/** The human goes, and with her everything that acted for her, everywhere and at once. */
public record SignOut(Scene scene, SignedIn alice, RunToken planner, RunToken researcher, RunToken nightly) {

    public void tell() {
        scene.teller().chapter("Alice signs out");
        scene.teller().say("She signs out of the travel assistant. Nobody tells her agents.");
        FormRequest request = scene.stage()
                .tokens()
                .form("/protocol/openid-connect/logout")
                .by(scene.cast().assistant())
                .param("refresh_token", alice.refreshToken());
        scene.teller().request("assistant", "POST", request.url().getPath(), request.params());
        Signal signal = new Stop(scene, "sign-out", planner, Doors.of(scene, planner, researcher)).by(request::send);

        scene.teller().say("What the Calendar API was told (verified with the realm's keys):");
        scene.teller().json("header " + signal.header(), signal.claims());
        sameCause(signal);
        scene.teller().say("Nightly's other run has nothing to do with alice and goes on.");
        new Apis(scene).mail("nightly", nightly, "nightly's other run, untouched", "202");
    }

    /** The researcher's run was stopped because the planner's was. */
    private void sameCause(Signal planners) {
        Signal researchers = scene.stage()
                .calendar()
                .signals()
                .await(signal -> signal.run().equals(researcher.runId()), Duration.ofSeconds(10));
        scene.checkSame("txn of both signals, one cause", planners.txn(), researchers.txn());
    }
}
