package io.agentpack.keycloak.it.demo.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.demo.told.Table;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.signals.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The same company runs two Keycloaks: a stop on the one is a stop on the other. Who was stopped, who was told, how fast. */
public record TwoNodes(Scene scene, Optional<KeycloakServer> second) {
    private static final String REASON = "the planner behaves oddly";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Table REPORT = new Table(17, 86);

    public void tell() {
        scene.teller().chapter("Two machines: who is stopped, who is told, how fast");
        second.ifPresentOrElse(
                this::tell,
                () -> scene.teller()
                        .say(
                                "PostgreSQL is not installed here (Debian: apt-get install postgresql), and two machines need a database in"
                                        + " common. So this was the story of one machine; the tests named …ClusterIT tell that of two."));
    }

    private void tell(KeycloakServer other) {
        TokenEndpoint there = new TokenEndpoint(scene.stage().tokens().issuer(), other.url("/realms/demo"));
        scene.teller()
                .say("Everything so far was answered by one machine, "
                        + scene.stage().server().baseUrl()
                        + ". A second one with the same database has started meanwhile, "
                        + other.baseUrl()
                        + ". The planner starts a run on the first, the researcher gets its part on the second.");
        RunToken planner = AnotherRun.start(scene).planner();
        RunToken researcher = new RunToken(scene.answer(() -> new TokenRequests(there)
                        .exchange(scene.cast().researcher(), planner.jwt())
                        .scope("calendar:read")
                        .send())
                .accessToken());
        scene.check("the second machine knows the planner", "active", active(there, planner));
        scene.check(
                "the first machine knows the researcher",
                "active",
                active(scene.stage().tokens(), researcher));

        scene.teller()
                .say(
                        "The administrator stops the planner on the first machine. The second is asked in the same moment, and"
                                + " again until it refuses.");
        scene.teller()
                .request(
                        "admin",
                        "POST",
                        "/admin/realms/demo/agents/runs/" + planner.runId() + "/revoke",
                        List.of(Map.entry("reason", REASON)));
        long start = System.nanoTime();
        Reply stopped = scene.answer(() -> scene.stage().admin().agents().revoke(planner.runId(), REASON));
        long answered = System.nanoTime() - start;
        String atOnce = active(there, researcher);
        long asked = System.nanoTime();
        long refused = (atOnce.equals("refused") ? asked : refused(() -> active(there, researcher))) - start;
        scene.check("the stop", "204", stopped);
        scene.check("the second machine, asked right after that", "refused", atOnce);
        report(planner, researcher, start, answered, refused);
    }

    private void report(RunToken planner, RunToken researcher, long start, long answered, long refused) {
        Signal ofPlanner = await(planner);
        Signal ofResearcher = await(researcher);
        long told = Math.max(ofPlanner.arrivedNanos(), ofResearcher.arrivedNanos()) - start;
        JsonNode cause = scene.stage().admin().agents().run(planner.runId()).body();
        JsonNode delivery = delivered(researcher);

        scene.teller().say("The report, as the administrator gets it:");
        row("Who was stopped", "planner, for alice: stopped by the administrator (“" + REASON + "”)");
        row("", "researcher, which worked for the planner on the second machine: stopped along with it");
        row(
                "Who was told",
                delivery.path("receiver").asText() + ": two signals, one for each run, "
                        + delivery.path("state").asText() + " and confirmed");
        row("", "mail-api needs no telling: it asks Keycloak about every token");
        row("How fast", String.format("the administrator had the answer after %.0f ms", answered / 1e6));
        row("", String.format("the second machine, asked then, had refused after %.0f ms", refused / 1e6));
        row("", String.format("the Calendar API had both signals after %.0f ms", told / 1e6));
        scene.teller().line("");
        scene.check("the planner's run is", "revoked", cause.path("state").asText());
        scene.check("the researcher's run, started on the other machine, is", "cascaded", state(researcher));
        scene.check(
                "the record of the delivery says",
                "delivered",
                delivery.path("state").asText());
        scene.checkSame("txn of both signals, one cause", ofPlanner.txn(), ofResearcher.txn());
        scene.took("stop, two machines", "refused by the other machine", refused);
        scene.took("stop, two machines", "both signals at the Calendar API", told);
    }

    private void row(String head, String text) {
        REPORT.row(head, text).forEach(scene.teller()::line);
    }

    private String active(TokenEndpoint machine, RunToken token) {
        Reply reply = machine.introspect(scene.stage().calendar().client(), token.jwt());
        if (reply.status() != 200) {
            return Scene.seen(reply);
        }
        return reply.body().path("active").asBoolean() ? "active" : "refused";
    }

    private static long refused(Supplier<String> asked) {
        return Eventually.get(
                "refusal",
                PATIENCE,
                () -> asked.get().equals("refused") ? Optional.of(System.nanoTime()) : Optional.empty());
    }

    private Signal await(RunToken token) {
        return scene.stage().calendar().signals().await(signal -> signal.run().equals(token.runId()), PATIENCE);
    }

    /** The record follows the receiver's answer by a moment. */
    private JsonNode delivered(RunToken token) {
        return Eventually.get("record of the delivery", PATIENCE, () -> {
            JsonNode first = scene.stage()
                    .admin()
                    .agents()
                    .deliveries(token.runId())
                    .body()
                    .path(0);
            return first.path("state").asText().equals("delivered") ? Optional.of(first) : Optional.empty();
        });
    }

    private String state(RunToken token) {
        return Eventually.get("record of the end", PATIENCE, () -> {
            String state = scene.stage()
                    .admin()
                    .agents()
                    .run(token.runId())
                    .body()
                    .path("state")
                    .asText();
            return state.equals("active") ? Optional.empty() : Optional.of(state);
        });
    }
}
