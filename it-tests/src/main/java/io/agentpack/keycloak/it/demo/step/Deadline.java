package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import java.time.Duration;
import java.util.Optional;

/** A run that nobody stops ends by itself. */
public record Deadline(Scene scene) {
    private static final int SECONDS = 5;

    public void tell() {
        scene.teller().chapter("A run reaches its deadline");
        scene.teller().say("The planner itself asks for a run of " + SECONDS + " seconds.");
        long start = System.nanoTime();
        RunToken token = AnotherRun.start(scene, "max_duration", SECONDS).planner();
        long lifetime = token.claims().at("/run/exp").asLong()
                - token.claims().path("iat").asLong();
        // A second may have begun between the start of the run and the token's iat.
        String atMost = "at most " + SECONDS + " s";
        scene.check("run.exp - iat", atMost, lifetime <= SECONDS ? atMost : lifetime + " s");
        new Apis(scene).mail("planner", token, "before the deadline", "202");
        scene.teller().say("Nobody does anything. The Mail API is asked again and again, until it refuses.");
        Reply refused = Eventually.get("refusal", Duration.ofSeconds(SECONDS + 10), () -> refusal(token));
        scene.took("start of a run of " + SECONDS + " seconds", "Mail API refuses", System.nanoTime() - start);
        scene.check("after the deadline: Mail API", "401 invalid_token", refused);
        new Apis(scene).calendar("planner", token, "after the deadline", "401 invalid_token");
        Reply renewal = scene.form(
                "planner", TokenRequests.at(scene).exchange(scene.cast().planner(), token.jwt()));
        scene.check("the token renews nothing", "400", "" + renewal.status());
        Reply state = scene.stage().admin().agents().run(token.runId());
        scene.check("the run's state is", "expired", state.string("state"));
    }

    private Optional<Reply> refusal(RunToken token) {
        return Optional.of(new Apis(scene).mail(token)).filter(reply -> reply.status() >= 400);
    }
}
