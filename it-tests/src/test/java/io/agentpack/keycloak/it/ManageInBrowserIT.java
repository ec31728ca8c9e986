package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.ManagedRealm.run;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.chromium.Axe;
import io.agentpack.keycloak.it.kit.chromium.Chromium;
import io.agentpack.keycloak.it.kit.chromium.Keyboard;
import io.agentpack.keycloak.it.kit.chromium.Screen;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.Answer;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walks of docs/manage.md, and every page and button, in a real browser. */
@NeedsChromium
class ManageInBrowserIT {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int PHONE = 320;

    private static ManagedRealm managed;
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        managed = ManagedRealm.named("manage-browser");
        realm = managed.realm();
    }

    @Test
    void anAdministratorFindsAndStopsATreeThatMisbehaves() {
        try (SignalReceiver calendar = realm.receiverFor(realm.calendarApi());
                Chromium chromium = Chromium.open(1280, 1000)) {
            String token = managed.start("Find a week for the holiday");
            managed.handOver(token, 120);

            signIn(chromium, managed.page(""), managed.admin()); // click 1
            checked(chromium, "manage-agents");
            chromium.press("120 runs are going on"); // click 2
            checked(chromium, "manage-runs");
            chromium.press("researcher"); // click 3
            chromium.see("121 runs.");
            checked(chromium, "manage-run");
            chromium.press("Stop the whole tree"); // click 4
            chromium.see("121 runs stop at once");
            chromium.type("Reason (optional)", "asked for 120 researchers");
            checked(chromium, "manage-impact");
            chromium.press("Stop now"); // click 5
            chromium.press("Follow live");
            chromium.see("121 runs have ended.");
            chromium.see("Messages: 121 delivered, 0 on their way, 0 given up.");
            checked(chromium, "manage-cause");

            assertThat(managed.active(token)).isFalse();
            assertThat(calendar.signals()).hasSize(121);
            chromium.visit(managed.page("/run/" + run(token)));
            chromium.see("121 runs.");
            checked(chromium, "manage-run-over");
        }
    }

    @Test
    void aRunIsPausedResumedAndStoppedAndWhoCouldNotBeToldIsToldAgain() {
        try (SignalReceiver mail = realm.receiverFor(realm.mailApi());
                Chromium chromium = phone()) {
            mail.answerAlways(Answer.status(404));
            String token = managed.start("A look at it", CALENDAR_READ, MAIL_SEND);
            signIn(chromium, managed.page("/run/" + run(token)), managed.admin());
            chromium.press("Pause");
            chromium.press("Pause now");
            chromium.see("paused");
            assertThat(managed.active(token)).isFalse();
            chromium.press("Resume");
            chromium.press("Resume now");
            chromium.see("Pause");
            assertThat(managed.active(token)).isTrue();
            chromium.press("Stop");
            checked(chromium, "manage-impact-phone");
            chromium.press("Stop now");
            chromium.see("One run has ended.");
            chromium.press("Follow live");
            chromium.see("1 given up");
            checked(chromium, "manage-cause-phone");

            mail.answerAlways(Answer.accepted());
            chromium.visit(managed.page("/run/" + run(token)));
            chromium.press("Tell again");
            chromium.see("Who was told");
            mail.await(signal -> signal.claims().toString().contains(run(token)), Duration.ofSeconds(10));
            checked(chromium, "manage-run-phone");
        }
    }

    @Test
    void aPersonAnAttesterAnEnvironmentAndAnAgentAreStopped() {
        try (Chromium chromium = Chromium.open(1280, 1000)) {
            signIn(chromium, managed.page(""), managed.admin());
            String forAlice = managed.start("One");
            chromium.visit(managed.page("/person/" + realm.alice().id()));
            checked(chromium, "manage-person");
            stop(chromium, "Stop all that runs for this person");
            assertThat(managed.active(forAlice)).isFalse();

            String ofPlanner = managed.start("Two");
            URI planner = managed.page("/agent/" + realm.admin().clients().idOf("planner"));
            chromium.visit(planner);
            checked(chromium, "manage-agent");
            stop(chromium, "Stop all its runs");
            assertThat(managed.active(ofPlanner)).isFalse();

            String attested = managed.start("Three");
            chromium.visit(planner);
            stop(chromium, "Everything on the word of the attester acme");
            assertThat(managed.active(attested)).isFalse();

            String developed = managed.start("Four");
            chromium.visit(planner);
            stop(chromium, "Everything in the environment development");
            assertThat(managed.active(developed)).isFalse();
        }
    }

    @Test
    void aNewcomerPreparesARealmAndTakesItBack() {
        TestRealm fresh = TestRealm.in(Keycloak.shared(), "manage-fresh").create();
        Human admin = ManagedRealm.administrator(fresh, "newcomer", "realm-admin");
        try (Chromium chromium = Chromium.open(1280, 1000)) {
            signIn(chromium, fresh.tokens().url("/agents/manage"), admin); // click 1
            chromium.press("Preparation"); // click 2
            chromium.see("Copy the client authentication flow");
            chromium.see("Add a link to My agents to the account console");
            checked(chromium, "manage-setup");
            chromium.press("Prepare this realm"); // click 3
            chromium.see("Prepared. Everything that was listed has been done.");
            checked(chromium, "manage-setup-done");
            assertThat(fresh.admin().agents().setupState().body().path("ready").asBoolean())
                    .isTrue();
            assertThat(fresh.admin().events().admin("AUTH_FLOW").toString()).contains("agents/setup");

            chromium.press("Take the preparation back");
            chromium.see("Remove the flow");
            checked(chromium, "manage-undo");
            chromium.press("Take it back now");
            chromium.see("Taken back.");
            chromium.see("Copy the client authentication flow"); // nothing is left to be undone, all is left to be done
            assertThat(fresh.admin().get("").string("clientAuthenticationFlow")).isEqualTo("clients");
        }
    }

    @Test
    void whoMayOnlyViewHasLinksWhereOthersHaveButtons() {
        String token = managed.start("Only looked at");
        try (Chromium chromium = phone()) {
            signIn(chromium, managed.page("/run/" + run(token)), managed.viewer());
            chromium.see("Only looked at");
            chromium.press("What a stop would hit");
            chromium.see("You may look at this, and not change it.");
            checked(chromium, "manage-view-only-phone");
        }
        assertThat(managed.active(token)).isTrue();
    }

    @Test
    void anOwnerWhoIsNoAdministratorIsTurnedAway() {
        try (Chromium chromium = phone()) {
            signIn(chromium, managed.page(""), realm.bob());
            chromium.see("You don’t have the permission for this.");
            checked(chromium, "manage-forbidden-phone");
        }
    }

    private static Chromium phone() {
        Chromium chromium = Chromium.open(500, 800);
        Screen.resize(chromium, PHONE, 800);
        return chromium;
    }

    /** Without a mouse, and seeing at each step where one is. */
    private static void stop(Chromium chromium, String button) {
        Keyboard.tabTo(chromium, button);
        Keyboard.enter(chromium);
        chromium.see("What will happen");
        Keyboard.tabTo(chromium, "Stop now");
        Keyboard.enter(chromium);
        chromium.see(" ended.");
    }

    private static void signIn(Chromium chromium, URI page, Human human) {
        chromium.visit(page);
        chromium.type("Username or email", human.username());
        chromium.type("Password", human.password());
        chromium.press("Sign In");
        chromium.see(human.username());
    }

    /** Light and dark, no rule of accessibility is broken, nothing is wider than the screen; and a picture for the documentation is left. */
    private static void checked(Chromium chromium, String picture) {
        chromium.photograph(PICTURES.resolve(picture + ".png"));
        for (boolean dark : List.of(false, true)) {
            Screen.prefer(chromium, dark);
            assertThat(Screen.isDark(chromium, "body")).as(picture).isEqualTo(dark);
            assertThat(Axe.violations(chromium))
                    .as(picture + (dark ? " dark" : ""))
                    .isEqualTo(List.of());
        }
        Screen.prefer(chromium, false);
        assertThat(chromium.scrollsSideways()).as(picture).isFalse();
    }
}
