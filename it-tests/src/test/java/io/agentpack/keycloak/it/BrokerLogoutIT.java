package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.browser.Page;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A person signs in at the company's identity provider (another realm) and hands authority to an agent. When the identity provider signs them out, it
 * tells Keycloak by a logout token (OpenID Connect Back-Channel Logout 1.0), and the run is over.
 */
class BrokerLogoutIT {
    private static final String SECRET = "between-the-realms";
    private static final Pattern TO_COMPANY = Pattern.compile("href=\"([^\"]*/broker/company/login[^\"]*)\"");

    private static TestRealm company;
    private static Human carol;
    private static TestRealm realm;

    private String run;
    private String token;

    @BeforeAll
    static void prepare() {
        company = TestRealm.in(Keycloak.shared(), "company").create();
        carol = new Human(company.admin().users().create("carol", "password"), "carol", "password");
        realm = TestRealm.in(Keycloak.shared(), "brokered")
                .agent(AgentSpec.delegated("planner"))
                .create();
        company.admin().clients().create(keycloakAsItsClient());
        realm.admin().post("/identity-provider/instances", companyAsProvider()).expect(201);
    }

    private static Map<String, Object> keycloakAsItsClient() {
        return Json.object(
                "clientId",
                "brokered",
                "secret",
                SECRET,
                "redirectUris",
                List.of(realm.issuer() + "/broker/company/endpoint"),
                "attributes",
                Map.of(
                        "backchannel.logout.url",
                        realm.issuer() + "/protocol/openid-connect/logout/backchannel-logout",
                        "backchannel.logout.session.required",
                        "true"));
    }

    private static Map<String, Object> companyAsProvider() {
        String protocol = company.issuer() + "/protocol/openid-connect";
        return Json.object(
                "alias",
                "company",
                "providerId",
                "oidc",
                "enabled",
                true,
                "trustEmail",
                true,
                "config",
                Json.object(
                        "clientId", "brokered",
                        "clientSecret", SECRET,
                        "clientAuthMethod", "client_secret_post",
                        "issuer", company.issuer().toString(),
                        "authorizationUrl", protocol + "/auth",
                        "tokenUrl", protocol + "/token",
                        "useJwksUrl", "true",
                        "jwksUrl", protocol + "/certs",
                        "validateSignature", "true",
                        "backchannelSupported", "true",
                        "defaultScope", "openid profile email"));
    }

    @BeforeEach
    void startRun() {
        Browser browser = realm.browser();
        Page login = browser.authorize(realm.app(), "openid", agentScope("planner"), CALENDAR_READ);
        browser.open(toCompany(login));
        Page back = browser.signIn(carol);
        assertThat(back.url().toString())
                .as(back.status() + " " + back.text())
                .startsWith(realm.app().redirectUri());
        String human = browser.tokens().expect(200).accessToken();
        token = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(human)
                .accessToken();
        run = Tokens.claims(token).at("/run/id").asText();
        assertThat(active()).isTrue();
    }

    private static URI toCompany(Page login) {
        Matcher link = TO_COMPANY.matcher(login.html());
        assertThat(link.find()).as(login.text()).isTrue();
        return login.url().resolve(link.group(1).replace("&amp;", "&"));
    }

    /** The record first: it must not have been a check that noticed. */
    @Test
    void theIdentityProviderSignsThePersonOut() {
        company.admin().users().logout(carol.id());

        JsonNode row = realm.admin().agents().run(run).expect(200).body();
        assertThat(row.path("state").asText()).isEqualTo("revoked");
        assertThat(row.path("cause").asText()).isEqualTo("logout");
        assertThat(active()).isFalse();
    }

    private boolean active() {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }
}
