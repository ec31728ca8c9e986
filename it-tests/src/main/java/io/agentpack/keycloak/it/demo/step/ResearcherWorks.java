package io.agentpack.keycloak.it.demo.step;

/** What was handed over works, what was not doesn't. */
public record ResearcherWorks(Scene scene, RunToken researcher) {

    public void tell() {
        scene.teller().chapter("The researcher may read the calendar, and nothing else");
        scene.teller().say("What was handed over works.");
        new Apis(scene).calendar("researcher", researcher, "handed over", "200");
        scene.teller().say("Its token is not for the Mail API, and so Keycloak tells the Mail API nothing about it.");
        new Apis(scene).mail("researcher", researcher, "not handed over", "401 invalid_token");
    }
}
