package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.browser.Page;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person sees what runs for them and stops it, on pages that need no script. */
class MyAgentsIT {
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "my-agents")
                .setting("internationalizationEnabled", true)
                .setting("supportedLocales", List.of("en", "de"))
                .setting("defaultLocale", "en")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
    }

    @Test
    void afterSigningInTheTreeIsShownAndNobodyElses() {
        start(realm.alice(), "Plan my holiday");
        start(realm.bob(), "What bob wants");

        Page page = signedIn(realm.alice());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.url().getPath()).endsWith("/agents/my");
        assertThat(page.parameter("code")).isNull();
        assertThat(page.text())
                .contains("Plan my holiday", "planner", "calendar-api", "Ends at the latest")
                .doesNotContain("What bob wants", "agentsMy");
    }

    @Test
    void stoppingSaysWhatItWillDoAndWhoWasTold() {
        Human human = person();
        try (SignalReceiver receiver = realm.receiverFor(realm.calendarApi())) {
            String token = start(human, "To be stopped");
            String child = realm.tokens()
                    .exchange(realm.instanceOf("researcher"))
                    .subject(token)
                    .accessToken();
            Browser browser = realm.browser();
            signedIn(browser, human);

            Page before = browser.open(page("/stop/run/" + run(token)));
            assertThat(before.text()).contains("What will happen", "2 tasks stop", "calendar-api");
            assertThat(active(token)).isTrue();
            Page after = browser.submit(Map.of());

            assertThat(after.url().getPath()).contains("/agents/my/stopped/");
            assertThat(after.text()).contains("Stopped", "calendar-api");
            assertThat(active(token)).isFalse();
            assertThat(active(child)).isFalse();
            receiver.await(signal -> signal.claims().toString().contains(run(token)), Duration.ofSeconds(10));
        }
    }

    @Test
    void aFormWithoutItsSecretStopsNothing() {
        Human human = person();
        String token = start(human, "Goes on");
        Browser browser = realm.browser();
        signedIn(browser, human);
        browser.open(page("/stop/run/" + run(token)));

        Page answer = browser.submit(Map.of("stateChecker", "guessed"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(active(token)).isTrue();
    }

    @Test
    void somebodyElsesRunIsNotThere() {
        String token = start(realm.bob(), "Not yours");
        Browser browser = realm.browser();
        signedIn(browser, realm.alice());

        assertThat(browser.open(page("/stop/run/" + run(token))).status()).isEqualTo(404);
        assertThat(active(token)).isTrue();
    }

    @Test
    void aPermissionIsListedAndTakingItBackEndsTheRun() {
        Human human = person();
        Browser browser = realm.browser();
        browser.authorize(realm.consentApp(), "openid", CALENDAR_READ, agentScope("planner"));
        browser.signIn(human);
        browser.accept();
        String token = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(browser.tokens().accessToken())
                .accessToken();
        Page overview = browser.open(page(""));
        assertThat(overview.text()).contains("Through the app consent-app");

        browser.open(page("/permissions/" + realm.admin().clients().idOf("consent-app") + "/"
                + realm.admin().clients().idOf("planner")));
        browser.submit(Map.of());

        assertThat(active(token)).isFalse();
        assertThat(browser.open(page("")).text()).contains("You have not allowed any app");
    }

    @Test
    void whatAgentsSayIsOnlyText() {
        Human human = person();
        start(human, "<script>alert(1)</script>\u202Egnihtyreve \uD83D\uDE00 ${realm} \" onmouseover=\"x");
        realm.admin().clients().update("researcher", Map.of("name", "<img src=x onerror=alert(1)>"));

        Page page = signedIn(human);

        assertThat(page.html()).doesNotContain("<script", "<img", "\u202E");
        assertThat(page.text()).contains("<script>alert(1)</script>", "\uD83D\uDE00");
    }

    @Test
    void speaksGermanAndNothingIsInlineOrFromElsewhere() {
        Human human = person();
        Browser browser = realm.browser().speaking("de");
        Page page = signedIn(browser, human);

        assertThat(page.text())
                .contains("Meine Agenten", "Für Sie läuft nichts.")
                .doesNotContain("agentsMy");
        assertThat(page.html()).doesNotContain("<script", "<style", " style=", "https://");
    }

    @Test
    void withoutSessionAPostChangesNothing() {
        String token = start(realm.alice(), "Nobody may stop this");
        var answer = Http.send(Http.request(page("/stop/run/" + run(token)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("stateChecker=")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Security-Policy")).isPresent();
        assertThat(active(token)).isTrue();
    }

    private static Human person() {
        String name = "person-" + System.nanoTime();
        return new Human(realm.admin().users().create(name, "password"), name, "password");
    }

    private static String start(Human human, String goal) {
        return realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(realm.humanToken(human, agentScope("planner"), CALENDAR_READ))
                .run("goal", goal)
                .accessToken();
    }

    private static Page signedIn(Human human) {
        return signedIn(realm.browser(), human);
    }

    private static Page signedIn(Browser browser, Human human) {
        assertThat(browser.open(page("")).asksForPassword()).isTrue();
        return browser.signIn(human);
    }

    private static URI page(String rest) {
        return realm.tokens().url("/agents/my" + rest);
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }

    private static boolean active(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .body()
                .path("active")
                .asBoolean();
    }
}
