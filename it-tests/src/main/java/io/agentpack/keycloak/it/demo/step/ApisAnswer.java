package io.agentpack.keycloak.it.demo.step;

/** Both kinds of API can work with a token of a run: one that checks by itself, and one that asks. */
public record ApisAnswer(Scene scene, RunToken planner) {

    public void tell() {
        scene.teller().chapter("Both APIs answer the planner");
        scene.teller().say("The Calendar API checks the token by itself: signature, issuer, audience, time, scope.");
        new Apis(scene).calendar("planner", planner, "a live run of the planner", "200");
        scene.teller().say("The Mail API asks Keycloak (introspection).");
        new Apis(scene).mail("planner", planner, "a live run of the planner", "202");
    }
}
