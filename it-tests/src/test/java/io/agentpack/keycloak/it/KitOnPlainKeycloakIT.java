package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.browser.Page;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kit against Keycloak as it is delivered: what fails here is the kit's fault, not the pack's. */
class KitOnPlainKeycloakIT {
    private static KeycloakServer server;
    private static TestRealm realm;

    @BeforeAll
    static void start() {
        server = Keycloak.start(ServerSpec.plain());
        realm = TestRealm.in(server, "plain").create();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void signsAliceInByPassword() {
        String token = realm.humanToken(realm.alice(), TestRealm.CALENDAR_READ);

        JsonNode claims = Tokens.claims(token);
        assertThat(claims.path("sub").asText()).isEqualTo(realm.alice().id());
        assertThat(claims.path("iss").asText()).isEqualTo(realm.issuer().toString());
        assertThat(claims.path("aud").toString()).contains("calendar-api").doesNotContain("mail-api");
        assertThat(claims.path("scope").asText()).contains("calendar:read").doesNotContain("mail:send");
        assertThat(realm.tokens().userinfo(token).string("preferred_username")).isEqualTo("alice");
        assertThat(realm.account(token).status()).isEqualTo(200);
    }

    @Test
    void introspectsUntilTheSessionIsDeleted() {
        String token = realm.humanToken(realm.alice(), TestRealm.CALENDAR_READ);
        assertThat(introspected(token).path("active").asBoolean()).isTrue();

        realm.admin().deleteSession(Tokens.claims(token).get("sid").asText());

        assertThat(introspected(token)).hasToString("{\"active\":false}");
    }

    @Test
    void signsOutByRefreshToken() {
        Reply tokens = realm.signIn(realm.bob());

        assertThat(realm.tokens()
                        .logout(realm.app(), tokens.string("refresh_token"))
                        .status())
                .isEqualTo(204);

        assertThat(realm.tokens()
                        .refresh(realm.app(), tokens.string("refresh_token"))
                        .error())
                .isEqualTo("invalid_grant");
    }

    @Test
    void exchangesNatively() {
        realm.admin()
                .clients()
                .setAttributes("calendar-api", java.util.Map.of("standard.token.exchange.enabled", "true"));
        String token = realm.humanToken(realm.alice(), TestRealm.CALENDAR_READ);

        Reply exchanged =
                realm.tokens().exchange(realm.calendarApi()).subject(token).send();

        assertThat(Tokens.claims(exchanged.accessToken()).path("azp").asText()).isEqualTo("calendar-api");
        assertThat(realm.tokens()
                        .revoke(realm.calendarApi(), exchanged.accessToken())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void consentsInTheBrowser() {
        Browser browser = realm.browser();

        Page login = browser.authorize(realm.consentApp(), "openid", TestRealm.MAIL_SEND);
        assertThat(login.asksForPassword()).isTrue();
        Page consent = browser.signIn(realm.alice());
        assertThat(consent.asksForConsent()).isTrue();
        assertThat(consent.text()).contains("consent-app", "mail:send");
        Page app = browser.accept();

        assertThat(app.url().toString()).startsWith(realm.consentApp().redirectUri());
        assertThat(Tokens.claims(browser.tokens().accessToken()).path("scope").asText())
                .contains("mail:send");
        assertThat(realm.admin().users().consents(realm.alice().id()).toString())
                .contains("consent-app");
    }

    @Test
    void refusesConsentInTheBrowser() {
        Browser browser = realm.browser();
        browser.authorize(realm.consentApp(), "openid", TestRealm.CALENDAR_WRITE);
        browser.signIn(realm.bob());

        Page app = browser.deny();

        assertThat(app.parameter("error")).isEqualTo("access_denied");
    }

    @Test
    void readsEvents() {
        Reply refused = realm.tokens().introspect(realm.calendarApi(), "not-a-token");
        assertThat(refused.body().path("active").asBoolean()).isFalse();
        realm.humanToken(realm.bob());

        JsonNode login = realm.admin().events().last("LOGIN");

        assertThat(login.path("userId").asText()).isEqualTo(realm.bob().id());
        assertThat(login.path("clientId").asText()).isEqualTo("app");
    }

    private static JsonNode introspected(String token) {
        return realm.tokens().introspect(realm.calendarApi(), token).expect(200).body();
    }
}
