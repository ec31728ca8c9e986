package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.chromium.Chromium;
import io.agentpack.keycloak.it.kit.chromium.Keyboard;
import io.agentpack.keycloak.it.kit.chromium.Screen;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People see and stop what agents do for them, in a real browser. Pictures of docs/my-agents.md are made here. */
@NeedsChromium
class MyAgentsInBrowserIT {
    private static final Path PICTURES = Path.of("target", "pictures");

    private static TestRealm realm;
    private static Chromium chromium;

    private AtMyAgents person;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "my-agents-browser")
                .setting("displayName", "Acme")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.owner", "bob")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
        realm.admin().clients().update("planner", Map.of("name", "Holiday planner"));
        realm.admin().clients().update("researcher", Map.of("name", "Researcher"));
        realm.admin().clients().update("calendar-api", Map.of("name", "Calendar"));
        chromium = Chromium.open(1280, 1000);
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void newcomer() {
        Screen.resize(chromium, 1280, 1000);
        Screen.prefer(chromium, false);
        person = AtMyAgents.newcomer(realm);
    }

    @Test
    void stopsOneTaskWithAllThatWasPassedOn() {
        String token = person.start("planner", "Find a week for the holiday", CALENDAR_READ);
        String child = person.passOn(token, "researcher");
        Screen.resize(chromium, 375, 900);

        person.signIn(chromium);
        chromium.see("Find a week for the holiday");
        chromium.see("bob");
        photograph("my-agents-phone");
        chromium.press("Stop this task: Holiday planner");
        chromium.see("2 tasks stop at once");
        photograph("my-agents-stop-phone");
        chromium.press("Stop now");
        chromium.see("2 tasks were stopped");
        photograph("my-agents-stopped-phone");

        assertThat(person.isActive(token)).isFalse();
        assertThat(person.isActive(child)).isFalse();
        chromium.press("Back to my agents");
        chromium.see("Nothing is running for you.");
    }

    @Test
    void stopsOneAgentAndTheOthersGoOn() {
        String first = person.start("planner", "Find a week", CALENDAR_READ);
        String second = person.start("planner", "Find a hotel", CALENDAR_READ);
        String other = person.start("researcher", "Read the news", CALENDAR_READ);

        person.signIn(chromium);
        chromium.see("Find a hotel");
        photograph("my-agents-desktop");
        chromium.press("Stop this agent: Holiday planner");
        chromium.see("2 tasks stop at once");
        chromium.see("The agent can start again");
        chromium.press("Stop now");
        chromium.see("2 tasks were stopped");

        assertThat(person.isActive(first)).isFalse();
        assertThat(person.isActive(second)).isFalse();
        assertThat(person.isActive(other)).isTrue();
    }

    @Test
    void stopsEverythingOrChangesItsMind() {
        String first = person.start("planner", "Find a week", CALENDAR_READ);
        String other = person.start("researcher", "Read the news", CALENDAR_READ);

        person.signIn(chromium);
        chromium.press("Stop everything");
        chromium.see("Calendar");
        chromium.press("Change nothing");
        chromium.see("2 tasks are running for you.");
        assertThat(person.isActive(first)).isTrue();
        chromium.press("Stop everything");
        chromium.press("Stop now");
        chromium.see("2 tasks were stopped");

        assertThat(person.isActive(first)).isFalse();
        assertThat(person.isActive(other)).isFalse();
    }

    @Test
    void takesAPermissionBackWhichEndsWhatRunsOnIt() {
        String token = person.consent("planner", CALENDAR_READ);

        person.signIn(chromium);
        chromium.see("consent-app");
        photograph("my-agents-permission");
        chromium.press("Take back: Holiday planner");
        chromium.see("One task that is running on this permission stops at once.");
        photograph("my-agents-withdraw");
        chromium.press("Take back now");
        chromium.see("One task was stopped");
        chromium.press("Back to my agents");
        chromium.see("You have not allowed any app");

        assertThat(person.isActive(token)).isFalse();
        assertThat(realm.admin().users().consents(person.human().id()).toString())
                .doesNotContain("agent:planner");
    }

    @Test
    void byKeyboardAlone() {
        String token = person.start("planner", "Find a week", CALENDAR_READ);
        person.signIn(chromium);
        chromium.visit(person.page(""));

        Keyboard.tab(chromium);
        assertThat(Keyboard.at(chromium)).isEqualTo("Skip to the content");
        Keyboard.enter(chromium);
        Keyboard.tabTo(chromium, "Stop everything");
        Keyboard.tabTo(chromium, "Stop this task: Holiday planner");
        Keyboard.enter(chromium);
        chromium.see("What will happen");
        Keyboard.tabTo(chromium, "Stop now");
        Keyboard.enter(chromium);
        chromium.see("One task was stopped");

        assertThat(person.isActive(token)).isFalse();
    }

    @Test
    void tellsTimeWhereThePersonIs() {
        person.start("planner", "Find a week", CALENDAR_READ);
        person.signIn(chromium);
        chromium.see("UTC");
        chromium.press("Settings");
        chromium.select("Time zone", "Asia/Tokyo");
        chromium.switchOff("Write me e-mails about agents");
        chromium.press("Save");
        chromium.see("Saved.");
        photograph("my-agents-settings");

        chromium.press("My agents");
        chromium.see("JST");
        chromium.press("Settings");
        assertThat(chromium.held("Time zone")).isEqualTo("Asia/Tokyo");
    }

    @Test
    void anOwnerAndSomebodyElseSeeNothingOfIt() {
        String token = person.start("planner", "A private matter", CALENDAR_READ);
        for (AtMyAgents other : List.of(new AtMyAgents(realm, realm.bob()), AtMyAgents.newcomer(realm))) {
            other.signIn(chromium);
            chromium.see("Nothing is running for you.");
            for (String rest : List.of("/task/", "/stop/run/")) {
                chromium.visit(person.page(rest + AtMyAgents.run(token)));
                assertThat(chromium.read()).doesNotContain("A private matter", "Stop now");
            }
            chromium.visit(person.page("/stop/agent/" + realm.admin().clients().idOf("planner")));
            chromium.see("There is nothing to stop");
        }
        chromium.forgetEverybody();
        chromium.visit(person.page("/history"));
        chromium.see("Sign in to your account");
        assertThat(person.isActive(token)).isTrue();
    }

    @Test
    void theAccountConsoleLeadsHere() {
        person.signIn(chromium);
        chromium.visit(realm.tokens().url("/account/applications"));
        chromium.press("My agents");
        chromium.followIntoNewWindow();
        chromium.see("Nothing is running for you.");
    }

    private static void photograph(String name) {
        chromium.photograph(PICTURES.resolve(name + ".png"));
    }
}
