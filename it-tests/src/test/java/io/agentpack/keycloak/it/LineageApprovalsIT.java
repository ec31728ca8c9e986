package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** By whose permission a run began, or a token holds more than its run, when somebody was asked for it. */
class LineageApprovalsIT {
    /** Keycloak adds the default scopes that its consent page shows. */
    private static final String ASKED_BY_CIBA = CALENDAR_READ + " email profile";

    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "lineage-approvals")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1")
                        .with("agent.scope.ceiling", MAIL_SEND)
                        .with("oidc.ciba.grant.enabled", "true"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
    }

    @Test
    void ofARunThatBeganByBackchannelItIsAPersonWhoApprovedARequest() {
        String request = realm.tokens()
                .form("/protocol/openid-connect/ext/ciba/auth")
                .by(planner)
                .param("scope", "openid " + CALENDAR_READ)
                .param("login_hint", realm.alice().username())
                .param("binding_message", "Look-at-the-week")
                .send()
                .string("auth_req_id");
        String id = approve("state=pending&max=1", "Just this week");
        String first = realm.tokens()
                .grant("urn:openid:params:grant-type:ciba")
                .by(planner)
                .param("auth_req_id", request)
                .send()
                .accessToken();
        String renewed = realm.tokens().exchange(planner).subject(first).accessToken();
        String child = realm.tokens().exchange(researcher).subject(first).accessToken();

        for (String token : new String[] {first, renewed, child}) {
            JsonNode permission = lineage(token).path("permission");

            assertThat(permission.path("by").asText()).isEqualTo("approval");
            assertThat(permission.path("scope").asText()).isEqualTo(ASKED_BY_CIBA);
            assertThat(permission.path("session").asText()).isNotBlank();
            assertThat(permission.has("token")).as("there was none").isFalse();
            assertThat(permission.has("client")).as("nor an app").isFalse();
            assertApproved(permission.path("approval"), id, ASKED_BY_CIBA, "Just this week");
        }
        assertThat(lineage(first).path("step"))
                .as("what was approved is in the first token alone")
                .isEqualTo(lineage(first).at("/permission/approval"));
        assertThat(lineage(renewed).has("step")).isFalse();
        assertThat(lineage(child).has("step")).isFalse();
    }

    @Test
    void ofATokenThatHoldsMoreThanItsRunTheApprovalIsNamed() {
        String base = realm.tokens().exchange(planner).subject(human()).accessToken();
        String code = more(base, CALENDAR_WRITE).expect(400).string("deferral_code");
        String id = approve("state=pending&run=" + run(base), "Go on");
        String wide = realm.tokens().poll(planner, code).expect(200).accessToken();

        JsonNode lineage = lineage(wide);

        assertApproved(lineage.path("step"), id, CALENDAR_WRITE, "Go on");
        assertThat(lineage.at("/permission/by").asText()).as("of the run").isEqualTo("consent");
        assertThat(lineage(base).has("step")).isFalse();
    }

    @Test
    void ofATokenThatGotMoreByRoutineThePolicyIsNamed() {
        String base = realm.tokens().exchange(planner).subject(human()).accessToken();

        JsonNode step = lineage(more(base, MAIL_SEND).accessToken()).path("step");

        assertThat(step.path("decider").asText()).isEqualTo("policy");
        assertThat(step.path("scope").asText()).isEqualTo(MAIL_SEND);
        assertThat(step.path("state").asText()).isEqualTo("redeemed");
        assertThat(step.has("by")).isFalse();
    }

    @Test
    void ofATokenThatNeverWasNoApprovalIsMadeUp() {
        String base = realm.tokens().exchange(planner).subject(human()).accessToken();
        String wide = more(base, MAIL_SEND).accessToken();
        String other = realm.tokens().exchange(planner).subject(human()).accessToken();
        String step = lineage(wide).at("/step/id").asText();

        JsonNode lineage = realm.admin()
                .agents()
                .lineage("onrtte:ar." + run(other) + ".step-" + step + ".made-up")
                .expect(200)
                .body();

        assertThat(lineage.path("step")).hasSize(1);
        assertThat(lineage.at("/step/id").asText()).isEqualTo(step);
    }

    private static void assertApproved(JsonNode approval, String id, String scope, String reason) {
        assertThat(approval.path("id").asText()).isEqualTo(id);
        assertThat(approval.path("scope").asText()).isEqualTo(scope);
        assertThat(approval.path("state").asText()).isEqualTo("redeemed");
        assertThat(approval.path("decider").asText()).isEqualTo("approver");
        assertThat(approval.at("/by/username").asText()).isEqualTo("alice");
        assertThat(approval.path("at").asLong())
                .isBetween(
                        approval.path("requested").asLong(),
                        approval.path("redeemed").asLong());
        assertThat(approval.path("reason").asText()).isEqualTo(reason);
        assertThat(approval.path("intact").asBoolean()).isTrue();
    }

    private static String approve(String query, String reason) {
        String id = realm.admin()
                .agents()
                .approvals(query)
                .body()
                .path(0)
                .path("id")
                .asText();
        realm.approvals(realm.humanToken(realm.alice())).approve(id, reason).expect(204);
        return id;
    }

    private Reply more(String token, String scope) {
        return realm.tokens()
                .exchange(planner)
                .subject(token)
                .scope(CALENDAR_READ, scope)
                .deferrable()
                .send();
    }

    private static String human() {
        return realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }

    private static JsonNode lineage(String token) {
        return realm.admin()
                .agents()
                .lineage(Tokens.claims(token).path("jti").asText())
                .expect(200)
                .body();
    }
}
