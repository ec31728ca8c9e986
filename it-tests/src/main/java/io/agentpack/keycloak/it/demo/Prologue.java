package io.agentpack.keycloak.it.demo;

import io.agentpack.keycloak.it.demo.stage.Stage;
import io.agentpack.keycloak.it.demo.told.Teller;
import io.agentpack.keycloak.it.kit.server.BuildFolders;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What is started, and who plays. */
final class Prologue {
    private Prologue() {}

    static void tell(Teller teller) {
        teller.headline("Agent Pack for Keycloak");
        teller.say(
                "An attested agent acts for a human, hands over, and is stopped everywhere. All of it happens now, in a"
                        + " Keycloak of its own; every line comes from a real answer.");
        teller.line("jars: "
                + BuildFolders.packJars().stream()
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .map(name -> name.replaceAll("-\\d.*", ""))
                        .collect(Collectors.joining(", ")));
        teller.line("");
    }

    static void introduce(Stage stage, Teller teller) {
        teller.say("Realm demo, imported from demo/realm.json by POST /admin/realms: "
                + stage.imported().status());
        teller.line(
                "It brings people, app, agents, APIs, scopes and the attester. Passwords and addresses are this run's own.");
        teller.say("Prepared for agents by POST /admin/realms/demo/agents/setup: "
                + stage.prepared().status());
        stage.prepared().body().path("done").forEach(done -> teller.line("· " + done.asText()));
        teller.say("Who plays");
        teller.line("alice       uses the app assistant (“Travel assistant”); her id is "
                + stage.cast().alice().id());
        teller.line("planner     agent that acts for people; may hand over to researcher");
        teller.line("researcher  agent that acts for people, below planner");
        teller.line("nightly     agent on its own, within bounds; bob answers for it");
        teller.line("launcher    attester, vouches for agents at "
                + stage.attester().attestations());
        teller.line("Calendar    API, checks tokens offline, listens for signals: "
                + stage.calendar().events());
        teller.line("Mail        API, asks Keycloak about every token: "
                + stage.mail().messages());
        teller.line("Keycloak    " + stage.server().baseUrl() + " ("
                + stage.server().kind() + ")");
    }
}
