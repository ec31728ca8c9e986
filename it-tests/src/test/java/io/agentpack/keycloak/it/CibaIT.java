package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.browser.Page;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keycloak's own CIBA for an agent: the person decides on our page, the result is a token of a run like every other. */
class CibaIT {
    private static final String GRANT = "urn:openid:params:grant-type:ciba";

    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "ciba")
                .agent(AgentSpec.delegated("planner").with("oidc.ciba.grant.enabled", "true"))
                .agent(AgentSpec.delegated("plain"))
                .agent(AgentSpec.bounded("nightly", "bob").with("oidc.ciba.grant.enabled", "true"))
                .create();
        realm.admin().createRole("payer");
        realm.admin().scopes().create("finance:pay", "mail-api");
        realm.admin().scopes().mapRole("finance:pay", "payer");
        realm.admin().clients().addOptionalScope("planner", "finance:pay");
    }

    @Test
    void thePersonDecidesOnThePageAndTheTokenIsOneOfARun() {
        String request = asked(planner, "openid " + CALENDAR_WRITE).expect(200).string("auth_req_id");
        assertThat(poll(planner, request).error()).isEqualTo("authorization_pending");
        Browser browser = realm.browser();
        browser.open(realm.tokens().url("/agents/my/approvals"));
        assertThat(browser.signIn(realm.alice()).text()).contains("Move-it?", CALENDAR_WRITE);
        Page page = browser.open(realm.tokens().url("/agents/my/approvals/" + idOfPending()));
        assertThat(page.text()).contains("planner", "Move-it?", CALENDAR_WRITE, "Approve this once");
        String id = idOfPending();

        browser.submit(Map.of("decision", "approve"));
        Reply reply = poll(planner, request).expect(200);

        assertThat(reply.string("refresh_token")).isNull();
        assertThat(reply.string("id_token")).isNull();
        JsonNode token = Tokens.claims(reply.accessToken());
        assertThat(token.path("sub").asText()).isEqualTo(realm.alice().id());
        assertThat(token.at("/act/client_id").asText()).isEqualTo("planner");
        assertThat(token.at("/run/authority").asText()).isEqualTo("delegated");
        assertThat(token.path("sid")).isEqualTo(token.at("/run/id"));
        assertThat(token.path("scope").asText()).contains(CALENDAR_WRITE).doesNotContain(CALENDAR_READ);
        assertThat(token.path("aud").toString()).contains("calendar-api").doesNotContain("mail-api", "account");
        assertThat(token.path("realm_access").isMissingNode()).isTrue();
        assertThat(active(reply.accessToken())).isTrue();
        JsonNode record = realm.admin().get("/agents/approvals/" + id).body();
        assertThat(record.path("state").asText()).isEqualTo("redeemed");
        assertThat(record.path("jti")).isEqualTo(token.path("jti"));
        assertThat(record.path("intact").asBoolean()).isTrue();
        assertThat(realm.admin()
                        .agents()
                        .impact(token.at("/run/id").asText())
                        .expect(200)
                        .body()
                        .path("audiences")
                        .toString())
                .as("the API hears when the run ends")
                .contains("calendar-api");
        assertThat(poll(planner, request).error()).as("once").isEqualTo("invalid_grant");
        Reply renewed =
                realm.tokens().exchange(planner).subject(reply.accessToken()).send();
        assertThat(Tokens.claims(renewed.accessToken()).path("scope").asText())
                .as("never renewed without being asked again")
                .doesNotContain(CALENDAR_WRITE);

        realm.admin().users().logout(realm.alice().id());

        assertThat(active(reply.accessToken()))
                .as("ends with the session in which it was approved")
                .isFalse();
    }

    @Test
    void aRefusalIsTold() {
        String request = asked(planner, "openid " + CALENDAR_WRITE).expect(200).string("auth_req_id");
        realm.approvals(realm.humanToken(realm.alice()))
                .refuse(idOfPending(), "No")
                .expect(204);

        assertThat(poll(planner, request).error()).isEqualTo("access_denied");
    }

    @Test
    void onlyTheInstanceThatAskedGetsTheAnswer() {
        String request = asked(planner, "openid " + CALENDAR_WRITE).expect(200).string("auth_req_id");
        realm.approvals(realm.humanToken(realm.alice())).approve(idOfPending()).expect(204);

        assertThat(poll(planner.another(), request).error()).isEqualTo("invalid_grant");
        assertThat(poll(planner, "nonsense").error()).isEqualTo("invalid_grant");
        poll(planner, request).expect(200);
    }

    @Test
    void whatNobodyCanApproveIsPutBeforeNobody() {
        String request = asked(planner, "openid finance:pay").expect(200).string("auth_req_id");

        assertThat(realm.admin().agents().approvals("state=pending").body().toString())
                .doesNotContain("finance:pay");
        assertThat(realm.admin()
                        .events()
                        .last("LOGIN_ERROR")
                        .at("/details/reason")
                        .asText())
                .contains("nobody can approve");
        assertThat(poll(planner, request).error()).isEqualTo("access_denied");
    }

    @Test
    void whoDoesNotActForAHumanOrIsNotMeantToAskHasNoUseOfIt() {
        assertThat(asked(realm.instanceOf("nightly"), "openid").status()).isIn(400, 401);
        assertThat(asked(realm.instanceOf("plain"), "openid").status()).isIn(400, 401);
        assertThat(realm.admin().agents().approvals("state=pending").body()).isEmpty();
    }

    private static Reply asked(AgentInstance agent, String scope) {
        return realm.tokens()
                .form("/protocol/openid-connect/ext/ciba/auth")
                .by(agent)
                .param("scope", scope)
                .param("login_hint", realm.alice().username())
                .param("binding_message", "Move-it?")
                .send();
    }

    private static Reply poll(AgentInstance agent, String request) {
        return realm.tokens()
                .grant(GRANT)
                .by(agent)
                .param("auth_req_id", request)
                .send();
    }

    private static String idOfPending() {
        return realm.admin()
                .agents()
                .approvals("state=pending&max=1")
                .body()
                .path(0)
                .path("id")
                .asText();
    }

    private static boolean active(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .body()
                .path("active")
                .asBoolean();
    }
}
