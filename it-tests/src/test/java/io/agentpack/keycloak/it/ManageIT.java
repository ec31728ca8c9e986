package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.ManagedRealm.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.browser.Page;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.AdminCredentials;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The administrators' pages let in whom the admin REST API lets in, to the same, and say no as it does. */
class ManageIT {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String HOSTILE =
            SCRIPT + "\u202Egnihtyreve\u2066 \uD83D\uDE00 \u05D0\u05D1 ${7*7} ${msg('x')} {0} {{ ' \" onmouseover=\"x ";

    private static ManagedRealm managed;
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        managed = ManagedRealm.named("manage");
        realm = managed.realm();
    }

    @Test
    void whoMayNotListClientsIsTurnedAwayWithTheStatusOfTheRestApi() {
        String token = managed.start("Not for everybody");
        for (Human person : List.of(realm.alice(), realm.bob())) {
            Browser browser = signedIn(person);
            for (String page : List.of("", "/runs", "/run/" + run(token), "/setup", "/run/" + run(token) + "/stop")) {
                assertThat(browser.open(managed.page(page)).status())
                        .as(person.username() + page)
                        .isEqualTo(403);
            }
        }
        assertThat(managed.active(token)).isTrue();
    }

    @Test
    void whoMayViewSeesEverythingAndHasNoButton() {
        String token = managed.start("To be looked at");
        Browser browser = signedIn(managed.viewer());

        assertThat(browser.open(managed.page("")).text()).contains("planner", "What a stop would hit");
        for (String page : List.of(
                "",
                "/runs",
                "/run/" + run(token),
                "/run/" + run(token) + "/stop",
                "/stop?what=clients&name=planner",
                "/agent/" + realm.admin().clients().idOf("planner"),
                "/person/" + realm.alice().id())) {
            Page shown = browser.open(managed.page(page));
            assertThat(shown.status()).as(page).isEqualTo(200);
            assertThat(shown.html()).as(page).doesNotContain("method=\"post\"", "agentsManage");
        }
        assertThat(browser.open(managed.page("/setup")).status()).isEqualTo(403);
    }

    @Test
    void whoMayOnlyViewIsRefusedWhatTheyPost() {
        String token = managed.start("Not theirs to stop");
        Browser browser = signedIn(managed.viewer());

        for (String path : List.of(
                "/run/" + run(token) + "/stop",
                "/run/" + run(token) + "/suspend",
                "/run/" + run(token) + "/retry",
                "/stop?what=clients&name=planner",
                "/stop?what=environments&name=development",
                "/setup/prepare",
                "/setup/undo")) {
            browser.open(realm.tokens().url("/agents/my/settings")); // a page with the person's own secret
            assertThat(browser.submitTo(managed.page(path), Map.of()).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(managed.active(token)).isTrue();
    }

    @Test
    void anotherRealmsAdministratorAndNobodyGetNoFurtherThanWithRest() {
        TestRealm other = TestRealm.in(Keycloak.shared(), "manage-other").create();
        Human stranger = ManagedRealm.administrator(other, "stranger", "realm-admin");
        Browser browser = new Browser(other.tokens());
        browser.open(other.tokens().url("/agents/manage"));
        browser.signIn(stranger);

        assertThat(browser.open(other.tokens().url("/agents/manage/manage")).status())
                .isEqualTo(403);
        assertThat(browser.open(other.tokens().url("/agents/manage/no-such-realm"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.open(managed.page("")).asksForPassword()).isTrue();
        assertThat(realm.browser().open(managed.page("/runs")).asksForPassword())
                .isTrue();
        assertThat(Http.send(Http.request(managed.page("/setup/prepare"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("stateChecker=")))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theMasterRealmsAdministratorChoosesARealm() {
        Browser browser = new Browser(new TokenEndpoint(Keycloak.shared().url("/realms/master")));
        AdminCredentials credentials = Keycloak.shared().adminCredentials();
        URI pages = Keycloak.shared().url("/realms/master/agents/manage");
        browser.open(pages);

        Page realms = browser.signIn(new Human("", credentials.username(), credentials.password()));

        assertThat(realms.text()).contains("manage", "master");
        Page agents = browser.open(URI.create(pages + "/manage"));
        assertThat(agents.text()).contains("planner", "nightly");
        assertThat(browser.open(URI.create(pages + "/no-such-realm")).status()).isEqualTo(404);
        String token = managed.start("Stopped from master");
        browser.open(URI.create(pages + "/manage/run/" + run(token) + "/stop"));
        assertThat(browser.submit(Map.of("reason", "from master")).text()).contains("An administrator stopped a run");
        assertThat(managed.active(token)).isFalse();
    }

    @Test
    void aSignInToTheAccountConsoleAloneIsNoneToTheAdminConsole() {
        Browser browser = realm.browser();
        browser.open(realm.tokens().url("/agents/my"));
        browser.signIn(managed.admin());

        Page page = browser.open(managed.page(""));

        assertThat(page.status()).isEqualTo(200); // by single sign-on, through the console's own flow
        assertThat(page.text()).contains("planner");
        assertThat(realm.admin().users().sessions(managed.admin().id()).toString())
                .contains("security-admin-console");
    }

    @Test
    void aFormWithoutItsSecretChangesNothing() {
        String token = managed.start("Goes on");
        Browser browser = signedIn(managed.admin());
        browser.open(managed.page("/run/" + run(token) + "/stop"));

        assertThat(browser.submit(Map.of("stateChecker", "guessed")).status()).isEqualTo(403);
        assertThat(managed.active(token)).isTrue();
    }

    @Test
    void whatIsDoneOnAPageIsRecordedAsByRest() {
        String token = managed.start("For the record");
        Browser browser = signedIn(managed.admin());
        browser.open(managed.page("/run/" + run(token) + "/suspend"));
        browser.submit(Map.of("reason", "a look at it"));
        assertThat(managed.active(token)).isFalse();
        assertThat(browser.open(managed.page("/run/" + run(token))).text())
                .contains("paused", "a look at it", "Resume");
        browser.open(managed.page("/run/" + run(token) + "/resume"));
        browser.submit(Map.of());
        assertThat(managed.active(token)).isTrue();
        browser.open(managed.page("/run/" + run(token) + "/stop"));
        browser.submit(Map.of("reason", "enough"));

        List<JsonNode> events = realm.admin().events().admin("AGENT_RUN").stream()
                .filter(event -> event.path("resourcePath").asText().contains(run(token)))
                .toList();
        assertThat(events)
                .extracting(event -> event.path("resourcePath").asText())
                .containsExactlyInAnyOrder(
                        "agents/runs/" + run(token) + "/suspend",
                        "agents/runs/" + run(token) + "/resume",
                        "agents/runs/" + run(token) + "/revoke");
        assertThat(events).allMatch(event -> event.at("/authDetails/userId")
                .asText()
                .equals(managed.admin().id()));
        assertThat(events.toString()).contains("a look at it", "enough");
        browser.open(managed.page("/run/" + run(token) + "/stop"));
        assertThat(browser.open(managed.page("/run/" + run(token) + "/stop")).text())
                .contains("nothing to stop");
    }

    @Test
    void whatIsNotThereOrMakesNoSenseIsSaidOnAPage() {
        Browser browser = signedIn(managed.admin());
        Map<String, Integer> answers = Map.of(
                "/run/none", 404,
                "/run/none/stop", 404,
                "/cause/none", 404,
                "/agent/none", 404,
                "/person/none", 404,
                "/stop?what=nothing&name=x", 404,
                "/stop?what=clients&name=app", 404,
                "/runs?state=odd", 400,
                "/runs?first=x", 400);
        answers.forEach((page, status) -> {
            Page shown = browser.open(managed.page(page));
            assertThat(shown.status()).as(page).isEqualTo(status);
            assertThat(shown.text()).as(page).contains("Nothing was changed").doesNotContain("agentsManage");
        });
        assertThat(browser.open(managed.page("/lineage?token=nonsense")).status())
                .isEqualTo(404);
        assertThat(browser.open(managed.page("/lineage")).status()).isEqualTo(400);
    }

    @Test
    void aTokensIdLeadsToItsRun() {
        String token = managed.start("Found by its token");
        Browser browser = signedIn(managed.admin());

        Page found = browser.open(managed.page("/lineage?token="
                + Http.encode(io.agentpack.keycloak.it.kit.oauth.Tokens.claims(token)
                        .path("jti")
                        .asText())));

        assertThat(found.url().getPath()).endsWith("/run/" + run(token));
        assertThat(found.text()).contains("Found by its token", "The tree as a table");
    }

    @Test
    void whatOthersSayIsOnlyTextWhereverItIsShown() {
        TestRealm own = realm;
        own.admin().clients().update("researcher", Map.of("name", HOSTILE + "x".repeat(100)));
        own.admin().clients().update("calendar-api", Map.of("name", "${" + HOSTILE + "}"));
        String token = managed.startAs(SCRIPT + "i".repeat(20) + HOSTILE, HOSTILE + "g".repeat(100));
        managed.handOver(token, 1);
        Browser browser = signedIn(managed.admin());
        browser.open(managed.page("/run/" + run(token) + "/suspend"));
        browser.submit(Map.of("reason", HOSTILE + "r".repeat(800)));
        browser.open(managed.page("/run/" + run(token) + "/stop"));
        Page cause = browser.submit(Map.of("reason", HOSTILE));
        String researcher = own.admin().clients().idOf("researcher");

        try {
            for (URI page : List.of(
                    cause.url(),
                    managed.page(""),
                    managed.page("?owner=" + Http.encode(HOSTILE)),
                    managed.page("/runs"),
                    managed.page("/runs?client=" + Http.encode(HOSTILE) + "&person=" + Http.encode(HOSTILE)),
                    managed.page("/run/" + run(token)),
                    managed.page("/agent/" + researcher),
                    managed.page("/person/" + own.alice().id()),
                    managed.page("/stop?what=clients&name=researcher"),
                    managed.page("/stop?what=attesters&name=" + Http.encode(HOSTILE)),
                    managed.page("/setup"))) {
                Page shown = browser.open(page);
                assertThat(shown.status()).as(page.toString()).isEqualTo(200);
                assertThat(shown.html())
                        .as(page.toString())
                        .doesNotContain("<script", "\u202E", "\u2066", " onmouseover=\"x", " style=");
                assertThat(shown.html().length()).as(page.toString()).isLessThan(150_000);
            }
            assertThat(browser.open(managed.page("/run/" + run(token))).text())
                    .contains(SCRIPT, "\uD83D\uDE00", "${7*7}", SCRIPT + "i".repeat(20));
            String tooLong = managed.start("Too long a reason");
            browser.open(managed.page("/run/" + run(tooLong) + "/stop"));
            assertThat(browser.submit(Map.of("reason", "r".repeat(10_000))).status())
                    .isEqualTo(400);
            assertThat(managed.active(tooLong)).isTrue();
        } finally {
            own.admin().clients().update("researcher", Map.of("name", "researcher"));
            own.admin().clients().update("calendar-api", Map.of("name", "calendar-api"));
        }
    }

    @Test
    void speaksGermanAndNothingIsInlineOrFromElsewhere() {
        String token = managed.start("Auf Deutsch");
        Browser browser = realm.browser().speaking("de");
        browser.open(managed.page(""));
        Page agents = browser.signIn(managed.admin());
        assertThat(agents.text()).contains("Agenten", "Vorbereitung", "Zuletzt bezeugt");

        for (String page : List.of(
                "",
                "/runs",
                "/run/" + run(token),
                "/run/" + run(token) + "/stop",
                "/setup",
                "/setup/undo",
                "/agent/" + realm.admin().clients().idOf("planner"),
                "/person/" + realm.alice().id(),
                "/run/none")) {
            Page shown = browser.open(managed.page(page));
            assertThat(shown.html())
                    .as(page)
                    .doesNotContain("<script", "<style", " style=", "https://", "agentsManage", "agentsMy");
        }
        browser.open(managed.page("/run/" + run(token) + "/stop"));
        assertThat(browser.submit(Map.of()).text())
                .contains("Was ein Stopp bewirkt hat")
                .doesNotContain("agentsManage");
    }

    private static Browser signedIn(Human human) {
        Browser browser = realm.browser();
        assertThat(browser.open(managed.page("")).asksForPassword()).isTrue();
        browser.signIn(human);
        return browser;
    }
}
