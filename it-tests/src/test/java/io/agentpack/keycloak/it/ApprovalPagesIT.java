package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.browser.Page;
import io.agentpack.keycloak.it.kit.mail.MailServer;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on which a person decides, in plain HTTP; and the e-mail that leads there. */
class ApprovalPagesIT {
    private static MailServer mail;
    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");

    @BeforeAll
    static void prepare() {
        mail = MailServer.start();
        realm = TestRealm.in(Keycloak.shared(), "approval-pages")
                .setting("internationalizationEnabled", true)
                .setting("supportedLocales", List.of("en", "de"))
                .setting("defaultLocale", "en")
                .setting("smtpServer", mail.settings())
                .agent(AgentSpec.delegated("planner"))
                .agent(AgentSpec.delegated("careful").with("agent.approvers", "role:approver"))
                .create();
        realm.admin().createRole("approver");
    }

    @AfterAll
    static void stop() {
        mail.close();
    }

    /** A request of an agent, and what is needed to follow it. */
    private record Asked(AgentInstance agent, String id, String code) {
        String state() {
            return realm.admin().get("/agents/approvals/" + id).expect(200).string("state");
        }
    }

    @Test
    void theMailLeadsToThePageWhichSaysEverythingAndDecides() {
        Human human = person();
        Asked asked = ask(planner, human, "Move the meeting <b>now</b>");
        MailServer.Received letter = mail.await(human.username() + "@example.org", "Move the meeting");
        assertThat(letter.subject()).isEqualTo("planner asks for more");
        assertThat(letter.text()).contains(CALENDAR_WRITE, "You can decide until", "acts for you");
        assertThat(letter.html()).contains("&lt;b&gt;now").doesNotContain("<b>now", asked.code());
        assertThat(letter.text()).doesNotContain(asked.code());

        Browser browser = realm.browser();
        Page page = signedIn(browser, human, URI.create(letter.link()));

        assertThat(page.url().getPath()).endsWith("/agents/my/approvals/" + asked.id());
        assertThat(asked.state()).as("opening the link decides nothing").isEqualTo("pending");
        assertThat(page.text())
                .contains("planner", "Move the meeting <b>now</b>", CALENDAR_WRITE, CALENDAR_READ, "calendar-api")
                .contains("at most 5 minutes", "development", "Decide by", "Approve this once")
                .doesNotContain("agentsApprovals", "agentsMy");
        Page after = browser.submit(Map.of("decision", "approve", "reason", "Fine\u0000 this\nonce"));
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text()).contains("approved", "Fine this once", "not come for it yet");
        realm.tokens().poll(planner, asked.code()).expect(200);
        assertThat(browser.open(after.url()).text()).contains("The agent has got it");
        assertThat(realm.admin()
                        .get("/agents/approvals/" + asked.id())
                        .body()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void refusingEndsItAndASecondFormIsTooLate() {
        Human human = person();
        Asked asked = ask(planner, human, "Again");
        Browser browser = realm.browser();
        Browser second = realm.browser();
        signedIn(browser, human, page(asked));
        signedIn(second, human, page(asked));

        assertThat(browser.submit(Map.of("decision", "refuse")).text()).contains("refused");

        Page late = second.submit(Map.of("decision", "approve"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("Nothing was changed", "refused");
        assertThat(realm.tokens().poll(planner, asked.code()).error()).isEqualTo("access_denied");
    }

    @Test
    void theOthersOfARoleSeeWhoWasFirst() {
        Human first = person();
        Human other = person();
        realm.admin().users().addRealmRole(first.id(), "approver");
        realm.admin().users().addRealmRole(other.id(), "approver");
        AgentInstance careful = realm.instanceOf("careful");
        Asked asked = ask(careful, person(), "Needs two eyes");
        mail.await(first.username() + "@example.org", "Needs two eyes");
        mail.await(other.username() + "@example.org", "acts for person");
        Browser one = realm.browser();
        Browser two = realm.browser();
        signedIn(one, first, page(asked));
        assertThat(signedIn(two, other, page("")).text()).contains("An agent waits for your decision");

        one.submit(Map.of("decision", "refuse", "reason", "Not today"));

        Page seen = two.open(page(asked));
        assertThat(seen.text()).contains("refused", "Decided by", first.username(), "Not today");
        assertThat(two.open(page("/approvals")).text()).contains("Nothing waits for you", "Needs two eyes");
        assertThat(two.open(page("")).text()).doesNotContain("waits for your decision");
    }

    @Test
    void whoseItIsNotAndWhoComesFromElsewhereDecideNothing() {
        Human human = person();
        Asked asked = ask(planner, human, "Mine alone");
        Browser browser = realm.browser();
        Page wrong = signedIn(browser, person(), page(asked));
        assertThat(wrong.status()).isEqualTo(404);
        assertThat(wrong.text()).contains("isn’t yours to decide").doesNotContain("Mine alone");

        Browser own = realm.browser();
        signedIn(own, human, page(asked));
        Page forged = own.submit(Map.of("decision", "approve", "stateChecker", "guessed"));
        assertThat(forged.status()).isEqualTo(403);
        own.open(page(asked));
        assertThat(own.submit(Map.of("decision", "maybe")).status()).isEqualTo(400);
        own.open(page(asked));
        realm.admin().users().logout(human.id());
        Page signedOut = own.submit(Map.of("decision", "approve"));
        assertThat(signedOut.status()).isEqualTo(401);
        assertThat(signedOut.text()).contains("no longer signed in");

        assertThat(asked.state()).isIn("pending", "cancelled");
    }

    @Test
    void aMailServerThatIsAwayCostsNothing() {
        realm.admin().update(Map.of("smtpServer", Map.of("host", "127.0.0.1", "port", "1", "from", "kc@example.org")));
        try {
            assertThat(ask(planner, person(), "No mail").state()).isEqualTo("pending");
        } finally {
            realm.admin().update(Map.of("smtpServer", mail.settings()));
        }
    }

    @Test
    void mailAndPageSpeakThePersonsLanguage() {
        Human human = person();
        realm.admin().users().update(human.id(), Map.of("attributes", Map.of("locale", List.of("de"))));
        Asked asked = ask(planner, human, "Termin verschieben");

        MailServer.Received letter = mail.await(human.username() + "@example.org", "Termin verschieben");

        assertThat(letter.subject()).isEqualTo("planner bittet um mehr");
        assertThat(letter.html()).contains("Sie können bis");
        assertThat(signedIn(realm.browser().speaking("de"), human, page(asked)).text())
                .contains("Ein Agent bittet um mehr", "Dieses Mal zustimmen");
    }

    private static Asked ask(AgentInstance agent, Human human, String goal) {
        String base = realm.tokens()
                .exchange(agent)
                .subject(realm.humanToken(human, agentScope(agent.clientId()), CALENDAR_READ))
                .accessToken();
        String code = realm.tokens()
                .exchange(agent)
                .subject(base)
                .scope(CALENDAR_READ, CALENDAR_WRITE)
                .run("goal", goal)
                .deferrable()
                .send()
                .string("deferral_code");
        assertThat(code).isNotNull();
        String id = realm.admin()
                .agents()
                .approvals("run=" + Tokens.claims(base).at("/run/id").asText())
                .body()
                .path(0)
                .path("id")
                .asText();
        return new Asked(agent, id, code);
    }

    private static Page signedIn(Browser browser, Human human, URI page) {
        Page first = browser.open(page);
        return first.asksForPassword() ? browser.signIn(human) : first;
    }

    private static URI page(Asked asked) {
        return page("/approvals/" + asked.id());
    }

    private static URI page(String path) {
        return realm.tokens().url("/agents/my" + path);
    }

    private static int people;

    private static Human person() {
        String name = "person" + people++;
        return new Human(realm.admin().users().create(name, "password"), name, "password");
    }
}
