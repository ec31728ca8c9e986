package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.browser.Page;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.signals.Signal;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** What a person allowed, the same person takes back, in Keycloak's own account pages. */
public record ConsentWithdrawn(Scene scene) {

    public void tell() {
        scene.teller().chapter("Alice withdraws her consent");
        scene.teller().say("Alice signs in once more, and the planner starts a run.");
        AnotherRun run = AnotherRun.start(scene);
        scene.teller().say("In the same browser she opens her Keycloak account: no password, she is signed in.");
        String account = openAccount(run.alice());
        URI consent = scene.stage().tokens().url("/account/applications/assistant/consent");
        scene.teller()
                .request(
                        "account pages",
                        "DELETE",
                        consent.getPath(),
                        List.of(Map.entry("Authorization", "Bearer " + account)));
        Signal signal = new Stop(scene, "withdrawal", run.planner(), Doors.of(scene, run.planner()))
                .by(() -> Http.bearer("DELETE", consent, account, null));
        scene.check(
                "the signal says who stopped it",
                "user",
                signal.event(Signal.SESSION_REVOKED).path("initiating_entity").asText());
    }

    /** With the client of Keycloak's own account pages. */
    private String openAccount(SignedIn alice) {
        RegisteredClient pages = new RegisteredClient(
                "account-console", null, scene.stage().tokens().url("/account/").toString());
        Page page = alice.browser().authorize(pages, "openid");
        scene.teller().line("browser: → " + page.status() + " " + page.url().getPath());
        return alice.browser().tokens().accessToken();
    }
}
