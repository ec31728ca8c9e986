package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.oauth.TokenExchange;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Invariant I7: no grant that this server advertises gives an agent a token that belongs to no run. */
class NoTokenWithoutARunIT {
    private static final List<String> WITH_A_RUN = List.of(
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:ietf:params:oauth:grant-type:deferred");

    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "no-token")
                .agent(AgentSpec.delegated("planner"))
                .agent(AgentSpec.autonomous("explorer", "bob"))
                .create();
        openEverythingAnAdministratorCanOpen("planner");
        openEverythingAnAdministratorCanOpen("explorer");
    }

    private static void openEverythingAnAdministratorCanOpen(String agent) {
        realm.admin()
                .clients()
                .update(
                        agent,
                        Map.of(
                                "standardFlowEnabled", true,
                                "implicitFlowEnabled", true,
                                "directAccessGrantsEnabled", true,
                                "serviceAccountsEnabled", true,
                                "redirectUris", List.of("https://agent.example.org/*")));
        realm.admin()
                .clients()
                .setAttributes(
                        agent,
                        Map.of(
                                "oauth2.device.authorization.grant.enabled", "true",
                                "oidc.ciba.grant.enabled", "true",
                                "use.refresh.tokens", "true",
                                "client_credentials.use_refresh_token", "true"));
    }

    @TestFactory
    List<DynamicTest> everyGrantThatIsAdvertised() {
        JsonNode grants = realm.tokens().metadata().expect(200).body().path("grant_types_supported");
        List<DynamicTest> tests = new ArrayList<>();
        grants.forEach(grant -> List.of("planner", "explorer").forEach(agent -> {
            // Who acts for a human may ask that human by the backchannel: CibaIT.
            boolean backchannel = grant.asText().endsWith(":ciba") && agent.equals("planner");
            if (!backchannel && !WITH_A_RUN.contains(grant.asText())) {
                tests.add(
                        DynamicTest.dynamicTest(grant.asText() + " by " + agent, () -> refused(agent, grant.asText())));
            }
        }));
        assertThat(tests).hasSizeGreaterThan(10);
        return tests;
    }

    private static void refused(String agent, String grant) {
        Reply signedIn = realm.signIn(realm.alice(), agentScope("planner"), MAIL_SEND);
        FormRequest request = realm.tokens()
                .grant(grant)
                .by(realm.instanceOf(agent))
                .param("username", realm.alice().username())
                .param("password", realm.alice().password())
                .param("refresh_token", signedIn.string("refresh_token"))
                .param("code", "code")
                .param("redirect_uri", "https://agent.example.org/callback")
                .param("device_code", "code")
                .param("auth_req_id", "id")
                .param("audience", "mail-api")
                .param("assertion", signedIn.accessToken());

        Reply reply = request.send();

        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.error()).as(reply.toString()).isIn("unauthorized_client", "unsupported_grant_type");
        assertThat(reply.string("access_token")).isNull();
    }

    @Test
    void theImplicitFlowGivesNothing() {
        Reply reply = io.agentpack.keycloak.it.kit.Http.get(realm.tokens()
                .url("/protocol/openid-connect/auth?response_type=token&client_id=planner&scope=openid&state=x&nonce=y"
                        + "&redirect_uri=https%3A%2F%2Fagent.example.org%2Fcallback"));

        assertThat(reply.text() + reply.header("Location").orElse("")).doesNotContain("access_token");
        assertThat(reply.status()).isLessThan(500);
    }

    @Test
    void pushedAuthorizationDeviceAndBackchannelAreClosedToAgents() {
        for (String path : List.of("/ext/par/request", "/auth/device", "/ext/ciba/auth")) {
            // Who acts for a human may ask that human by the backchannel: CibaIT.
            String agent = path.contains("ciba") ? "explorer" : "planner";
            Reply reply = realm.tokens()
                    .form("/protocol/openid-connect" + path)
                    .by(realm.instanceOf(agent))
                    .param("response_type", "code")
                    .param("redirect_uri", "https://agent.example.org/callback")
                    .param("scope", "openid")
                    .param("login_hint", "alice")
                    .send();
            assertThat(reply.status()).as(path + " " + reply).isIn(400, 401); // PAR and CIBA word refusals themselves
            assertThat(reply.error()).as(path).isNotBlank();
            assertThat(reply.text()).doesNotContain("request_uri", "device_code", "auth_req_id");
        }
    }

    @Test
    void noIdTokenRefreshTokenOrSamlAssertionIsExchangedOut() {
        String human = realm.humanToken(realm.alice(), agentScope("planner"), MAIL_SEND);
        for (String type : List.of("id_token", "refresh_token", "saml2", "jwt")) {
            new Watched(realm).refuses(400, "invalid_request", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                    .exchange(realm.instanceOf("planner"))
                    .subject(human)
                    .requestedType("urn:ietf:params:oauth:token-type:" + type)
                    .send());
        }
    }

    @Test
    void anAgentsTokenIsNotExchangedByAnOrdinaryClient() {
        realm.admin().clients().setAttributes("app", Map.of("standard.token.exchange.enabled", "true"));
        String run = startRun();

        new Watched(realm).refuses(400, "actor_unauthorized", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(realm.app())
                .subject(run)
                .send());
    }

    @Test
    void ordinaryClientsExchangeOrdinaryTokensAsBefore() {
        realm.admin().clients().setAttributes("app", Map.of("standard.token.exchange.enabled", "true"));

        Reply reply = realm.tokens()
                .exchange(realm.app())
                .subject(realm.humanToken(realm.alice(), MAIL_SEND))
                .send()
                .expect(200);

        assertThat(reply.string("issued_token_type")).isEqualTo(TokenExchange.ACCESS_TOKEN);
        assertThat(Tokens.claims(reply.accessToken()).has("run")).isFalse();
    }

    @Test
    void aRunsTokenDoesNotPassForThePersonsOwn() {
        assertThat(realm.runs(startRun()).mine().status()).isEqualTo(401);
    }

    private static String startRun() {
        AgentInstance planner = realm.instanceOf("planner");
        return realm.tokens()
                .exchange(planner)
                .subject(realm.humanToken(realm.alice(), agentScope("planner"), MAIL_SEND))
                .accessToken();
    }
}
