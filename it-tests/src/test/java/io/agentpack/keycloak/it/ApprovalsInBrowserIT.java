package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.chromium.Axe;
import io.agentpack.keycloak.it.kit.chromium.Chromium;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A person decides in a real browser, on a phone and at a desk, with a mouse and without one. */
@NeedsChromium
class ApprovalsInBrowserIT {
    private static final Path PICTURES = Path.of("target", "pictures");

    private static TestRealm realm;
    private static Chromium chromium;

    private final AgentInstance planner = realm.instanceOf("planner");
    private String code;
    private String run;
    private String id;
    private String base;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "approvals-browser")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
        Map<String, String> shown = Map.of(CALENDAR_READ, "Read your calendar", CALENDAR_WRITE, "Change your calendar");
        shown.forEach((scope, words) -> {
            String path = "/client-scopes/" + realm.admin().scopes().idOf(scope);
            var representation = realm.admin().get(path).body();
            ((com.fasterxml.jackson.databind.node.ObjectNode) representation.path("attributes"))
                    .put("consent.screen.text", words);
            realm.admin().put(path, representation).expect(204);
        });
        realm.admin().clients().update("planner", Map.of("name", "Holiday Planner"));
        chromium = Chromium.open(1280, 900);
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @AfterEach
    void signOut() {
        chromium.signOut();
        signInsAreGoodFor(300);
    }

    @Test
    void aPersonReadsEverythingAndApprovesOnAPhone() {
        ask(realm.alice());
        signInAt(realm.alice(), "");
        chromium.see("An agent waits for your decision.");
        chromium.phone(360, 1500);
        chromium.press("An agent waits for your decision.");
        chromium.see("Waiting for you");
        assertThat(Axe.violations(chromium)).isEmpty();
        chromium.press("Look at the request of Holiday Planner and decide");
        chromium.see("Change your calendar");
        chromium.see("Passed work on to researcher");
        assertThat(chromium.scrollsSideways()).isFalse();
        assertThat(Axe.violations(chromium)).isEmpty();
        chromium.photograph(PICTURES.resolve("approval-phone.png"));
        chromium.desk();
        chromium.photograph(PICTURES.resolve("approval-desk.png"));

        chromium.press("Approve this once");

        chromium.see("The agent has not come for it yet.");
        assertThat(Axe.violations(chromium)).isEmpty();
        realm.tokens().poll(planner, code).expect(200);
        chromium.reload();
        chromium.see("The agent has got it.");
    }

    @Test
    void aPersonRefusesWithTheKeyboardAloneAndAnotherTabIsTooLate() {
        ask(realm.alice());
        signInAt(realm.alice(), "/approvals/" + id);
        chromium.see("Your decision");
        chromium.newTab();
        chromium.visit(page("/approvals/" + id));
        chromium.tabTo("Reason (optional; administrators can read it)");
        chromium.keys("Not today");
        chromium.tabTo("Refuse");
        chromium.keys(Keys.ENTER);
        chromium.see("Not today");
        assertThat(state()).isEqualTo("refused");

        chromium.tab(0);
        chromium.press("Approve this once");

        chromium.see("Nothing was changed: the request had been decided or was over already.");
        assertThat(state()).isEqualTo("refused");
    }

    @Test
    void somebodyElseAStrangerAndWhoComesTooLateDecideNothing() {
        ask(realm.alice());
        signInAt(realm.bob(), "/approvals/" + id);
        chromium.see("isn’t yours to decide");
        assertThat(Axe.violations(chromium)).isEmpty();
        chromium.signOut();

        signInAt(realm.alice(), "/approvals/" + id);
        chromium.see("Approve this once");
        chromium.forgetCookies();
        chromium.press("Approve this once");
        chromium.see("You are no longer signed in.");
        assertThat(state()).isEqualTo("pending");

        signInAt(realm.alice(), "/approvals/" + id);
        chromium.see("Approve this once");
        realm.runs(base).complete(run).expect(204);
        chromium.press("Approve this once");
        chromium.see("over with its task");
        assertThat(realm.tokens().poll(planner, code).error()).isEqualTo("invalid_grant");
    }

    /** Signing in again is Keycloak's; what comes after it is the page, never the decision. */
    @Test
    void whoSignedInLongAgoSignsInAgainFirst() {
        ask(realm.alice());
        signInAt(realm.alice(), "/approvals/" + id);
        chromium.see("Approve this once");
        signInsAreGoodFor(0);
        chromium.press("Approve this once");
        chromium.see("Nothing has been decided: you signed in too long ago.");
        assertThat(Axe.violations(chromium)).isEmpty();
        signInsAreGoodFor(300);
        chromium.press("Sign in again");
        chromium.see("Please re-authenticate to continue");
        chromium.type("Password", realm.alice().password());
        chromium.press("Sign In");
        chromium.see("Approve this once");
        assertThat(chromium.address().getPath()).endsWith("/approvals/" + id);
        assertThat(state()).isEqualTo("pending");
        chromium.press("Approve this once");
        chromium.see("The agent has not come for it yet.");
    }

    /** Seconds; a realm can be stricter than the five minutes. */
    private static void signInsAreGoodFor(int seconds) {
        realm.admin().update(Map.of("attributes", Map.of("agent.approval.max-age", String.valueOf(seconds))));
    }

    private void ask(Human human) {
        base = realm.tokens()
                .exchange(planner)
                .subject(realm.humanToken(human, agentScope("planner"), CALENDAR_READ))
                .run("goal", "Find a week for the holiday")
                .accessToken();
        realm.tokens().exchange(realm.instanceOf("researcher")).subject(base).accessToken();
        code = realm.tokens()
                .exchange(planner)
                .subject(base)
                .scope(CALENDAR_READ, CALENDAR_WRITE)
                .run("goal", "Enter the holiday in your calendar")
                .deferrable()
                .send()
                .string("deferral_code");
        run = Tokens.claims(base).at("/run/id").asText();
        id = realm.admin()
                .agents()
                .approvals("run=" + run)
                .body()
                .path(0)
                .path("id")
                .asText();
    }

    private String state() {
        return realm.admin().get("/agents/approvals/" + id).string("state");
    }

    private static void signInAt(Human human, String path) {
        chromium.visit(page(path));
        chromium.type("Username or email", human.username());
        chromium.type("Password", human.password());
        chromium.press("Sign In");
    }

    private static URI page(String path) {
        return realm.tokens().url("/agents/my" + path);
    }
}
