package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.browser.Page;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person says yes to an agent in an ordinary authorization request, in words, and can take it back. */
class ConsentIT {
    private static TestRealm realm;
    private final AgentInstance planner = realm.instanceOf("planner");
    private Human human;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "consent")
                .setting("internationalizationEnabled", true)
                .setting("supportedLocales", List.of("en", "de"))
                .setting("defaultLocale", "en")
                .agent(AgentSpec.delegated("planner"))
                .create();
        realm.admin().clients().update("planner", Map.of("name", "Holiday Planner"));
    }

    @BeforeEach
    void newHuman() {
        String name = "human-" + System.nanoTime();
        human = new Human(realm.admin().users().create(name, "password"), name, "password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keycloak.v2", "agents"})
    void theConsentPageNamesTheAgentInWordsInEnglishAndGerman(String loginTheme) {
        realm.admin().update(Map.of("loginTheme", loginTheme));

        Page english = consentPage(realm.browser().speaking("en"));
        Page german = consentPage(realm.browser().speaking("de"));

        assertThat(english.text()).contains("Holiday Planner").contains("act for you");
        assertThat(german.text()).contains("Holiday Planner").containsPattern("(für Sie|in Ihrem Namen)");
        for (Page page : List.of(english, german)) {
            assertThat(page.text())
                    .doesNotContain("agent:planner")
                    .doesNotContain("agentConsent")
                    .doesNotContain("${")
                    .doesNotContain(realm.admin().clients().idOf("planner"));
            assertThat(page.html()).contains("name=\"viewport\"");
        }
    }

    @Test
    void withTheConsentTheAgentMayActUntilItIsWithdrawn() {
        Browser browser = realm.browser();
        consentPage(browser);
        browser.accept();
        String token = realm.tokens()
                .exchange(planner)
                .subject(browser.tokens().accessToken())
                .accessToken();
        assertThat(active(token)).isTrue();

        realm.admin()
                .users()
                .revokeConsent(human.id(), realm.consentApp().clientId())
                .expect(204);

        assertThat(active(token)).isFalse();
        JsonNode run = realm.admin()
                .agents()
                .run(Tokens.claims(token).at("/run/id").asText())
                .expect(200)
                .body();
        assertThat(run.path("state").asText()).isEqualTo("revoked");
    }

    @Test
    void withoutTheAgentsScopeTheExchangeIsRefused() {
        String human = realm.humanToken(realm.alice(), CALENDAR_READ);

        new Watched(realm).refuses(400, "actor_unauthorized", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(human)
                .send());
    }

    @Test
    void beingInTheAudienceIsNoConsentUnlessTheAdministratorSaysSo() {
        realm.admin().scopes().create("known-to-planner", "planner");
        realm.admin().clients().addOptionalScope(realm.app().clientId(), "known-to-planner");
        String addressed = realm.humanToken(realm.alice(), "known-to-planner", CALENDAR_READ);

        new Watched(realm).refuses(400, "actor_unauthorized", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(addressed)
                .send());

        realm.admin().clients().setAttributes("planner", Map.of("agent.consent", "implied"));
        try {
            realm.tokens().exchange(planner).subject(addressed).send().expect(200);
        } finally {
            realm.admin().clients().setAttributes("planner", Map.of("agent.consent", "required"));
        }
    }

    @Test
    void whoDeniesGivesNoToken() {
        Browser browser = realm.browser();
        consentPage(browser);

        Page denied = browser.deny();

        assertThat(denied.parameter("error")).isEqualTo("access_denied");
        assertThat(denied.parameter("code")).isNull();
    }

    @Test
    void aNamesakeInheritsNothing() {
        AgentSpec namesake = AgentSpec.delegated("temp");
        realm.admin().clients().create(Agents.representation(namesake, "acme"));
        assertThat(realm.admin().scopes().exists("agent:temp")).isTrue();
        String first = realm.admin().scopes().idOf("agent:temp");

        realm.admin().clients().delete("temp");
        assertThat(realm.admin().scopes().exists("agent:temp")).isFalse();
        realm.admin().clients().create(Agents.representation(namesake, "acme"));

        assertThat(realm.admin().scopes().idOf("agent:temp")).isNotEqualTo(first);
    }

    private Page consentPage(Browser browser) {
        browser.authorize(realm.consentApp(), "openid", agentScope("planner"), CALENDAR_READ);
        Page page = browser.signIn(human);
        assertThat(page.asksForConsent()).as(page.text()).isTrue();
        return page;
    }

    private static boolean active(String token) {
        Reply reply = realm.tokens().introspect(realm.calendarApi(), token).expect(200);
        return reply.body().path("active").asBoolean();
    }
}
