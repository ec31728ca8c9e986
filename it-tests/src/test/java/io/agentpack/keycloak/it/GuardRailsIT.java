package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator demands of all agents of a realm by a client policy. */
class GuardRailsIT {
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "guard-rails")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .agent(AgentSpec.delegated("planner").with("oidc.ciba.grant.enabled", "true"))
                .agent(AgentSpec.bounded("strict", "bob")
                        .with("agent.sender-constrained", "true")
                        .with("agent.challenge", "required")
                        .with("agent.run.max-lifetime", "600")
                        .with("agent.token.max-lifetime", "60"))
                .create();
    }

    @AfterEach
    void takeTheRailsAway() {
        realm.admin()
                .put("/client-policies/policies", Map.of("policies", List.of()))
                .expect(204);
    }

    @Test
    void anAgentThatLeavesTheRailsIsNotSaved() {
        rails("sender-constrained", "true");

        Reply refused = create(AgentSpec.bounded("loose", "bob"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.toString()).contains("agent.sender-constrained");
        assertThat(realm.admin().get("/clients?clientId=loose").body()).isEmpty();
        create(AgentSpec.bounded("tight", "bob").with("agent.sender-constrained", "true"))
                .expect(201);
    }

    @Test
    void eachRailHoldsWhenAnAgentIsSaved() {
        assertRefused(AgentSpec.bounded("any", "bob"), "agent.challenge", "challenged", "true");
        assertRefused(AgentSpec.bounded("any", "bob"), "agent.run.max-lifetime", "run-max-lifetime", "600");
        assertRefused(AgentSpec.bounded("any", "bob"), "agent.token.max-lifetime", "token-max-lifetime", 60);
        assertRefused(
                AgentSpec.bounded("any", "bob"),
                "client-attestation",
                "allowed-formats",
                List.of("wit-svid", "jwt-svid"));
    }

    @Test
    void anAgentCantBeChangedToLeaveTheRails() {
        rails("run-max-lifetime", "600");
        JsonNode strict = client("strict");

        Reply refused = realm.admin()
                .put(
                        "/clients/" + strict.path("id").asText(),
                        Map.of("clientId", "strict", "attributes", Map.of("agent.run.max-lifetime", "601")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.toString()).contains("600 seconds");
        assertThat(client("strict")
                        .at("/attributes")
                        .path("agent.run.max-lifetime")
                        .asText())
                .isEqualTo("600");
    }

    @Test
    void whoWasThereBeforeTheRailsGetsNoToken() {
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        AgentInstance strict = realm.instanceOf("strict");
        rails(
                "sender-constrained",
                "true",
                "challenged",
                "true",
                "run-max-lifetime",
                "600",
                "token-max-lifetime",
                "60");

        new Watched(realm).refuses(400, "invalid_request", "CLIENT_LOGIN_ERROR", () -> realm.tokens()
                .clientCredentials(realm.instanceOf("nightly").withDpop(), MAIL_SEND));
        new Watched(realm).refuses(400, "invalid_request", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(human)
                .send());
        assertThat(realm.admin()
                        .events()
                        .last("TOKEN_EXCHANGE_ERROR")
                        .at("/details/client_policy_error_detail")
                        .asText())
                .contains("agent.sender-constrained");
        realm.tokens()
                .clientCredentials(
                        request -> request.param("client_id", "strict")
                                .header(
                                        "OAuth-Client-Attestation",
                                        strict.attestation().sign())
                                .header(
                                        "DPoP",
                                        strict.dpop("POST", request.url())
                                                .claim("nonce", realm.tokens().challenge())
                                                .sign()),
                        MAIL_SEND)
                .expect(200);
    }

    @Test
    void whoWasThereBeforeTheRailsGetsNothingByTheBackchannel() {
        AgentInstance planner = realm.instanceOf("planner");
        String human = realm.humanToken(realm.alice());
        String approved = backchannel(planner).expect(200).string("auth_req_id");
        realm.approvals(human)
                .approve(realm.approvals(human).list().body().at("/0/id").asText())
                .expect(204);
        rails("sender-constrained", "true");

        new Watched(realm).refuses(400, "invalid_request", "LOGIN_ERROR", () -> backchannel(planner));
        new Watched(realm).refuses(400, "invalid_request", "AUTHREQID_TO_TOKEN_ERROR", () -> poll(planner, approved));
        assertThat(realm.admin().agents().approvals("state=pending").body()).isEmpty();
        takeTheRailsAway();
        poll(planner, approved).expect(200);
    }

    @Test
    void railsThatCameAfterTheAskingHoldWhenTheAnswerIsFetched() {
        AgentInstance planner = realm.instanceOf("planner");
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String code = realm.tokens()
                .exchange(planner)
                .subject(realm.tokens().exchange(planner).subject(human).accessToken())
                .scope(CALENDAR_READ, CALENDAR_WRITE)
                .deferrable()
                .send()
                .string("deferral_code");
        realm.approvals(human)
                .approve(realm.approvals(human).list().body().at("/0/id").asText())
                .expect(204);
        rails("sender-constrained", "true");

        new Watched(realm).refuses(400, "invalid_request", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .poll(planner, code));
        takeTheRailsAway();
        realm.tokens().poll(planner, code).expect(200);
    }

    @Test
    void evidenceOfAnotherFormatGetsNoToken() {
        rails("allowed-formats", List.of("kubernetes"));

        new Watched(realm).refuses(400, "invalid_request", "CLIENT_LOGIN_ERROR", () -> realm.tokens()
                .clientCredentials(realm.instanceOf("nightly"), MAIL_SEND));
        rails("allowed-formats", List.of("kubernetes", "client-attestation"));
        realm.tokens().clientCredentials(realm.instanceOf("nightly"), MAIL_SEND).expect(200);
    }

    @Test
    void clientsThatAreNoAgentsAreLeftAlone() {
        rails("sender-constrained", "true", "challenged", "true", "run-max-lifetime", "1");

        realm.admin()
                .post("/clients", Map.of("clientId", "ordinary", "publicClient", true))
                .expect(201);
        realm.tokens().password(realm.alice(), realm.app(), "openid").expect(200);
    }

    @Test
    void railsThatMakeNoSenseAreNotSaved() {
        assertThat(profile(Json.object("run-max-lifetime", "soon")).status()).isEqualTo(400);
        assertThat(profile(Json.object("token-max-lifetime", "0")).status()).isEqualTo(400);
        assertThat(profile(Json.object("allowed-formats", List.of("papers"))).status())
                .isEqualTo(400);
        assertThat(profile(Json.object("challenged", "perhaps")).status()).isEqualTo(400);
    }

    private static Reply backchannel(AgentInstance agent) {
        return realm.tokens()
                .form("/protocol/openid-connect/ext/ciba/auth")
                .by(agent)
                .param("scope", "openid " + CALENDAR_READ)
                .param("login_hint", realm.alice().username())
                .send();
    }

    private static Reply poll(AgentInstance agent, String request) {
        return realm.tokens()
                .grant("urn:openid:params:grant-type:ciba")
                .by(agent)
                .param("auth_req_id", request)
                .send();
    }

    private static void assertRefused(AgentSpec agent, String named, Object... settings) {
        rails(settings);
        Reply refused = create(agent);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.toString()).contains(named);
    }

    private static void rails(Object... settings) {
        profile(Json.object(settings)).expect(204);
        realm.admin()
                .put(
                        "/client-policies/policies",
                        Map.of(
                                "policies",
                                List.of(Map.of(
                                        "name",
                                        "agents",
                                        "enabled",
                                        true,
                                        "conditions",
                                        List.of(Map.of("condition", "any-client", "configuration", Map.of())),
                                        "profiles",
                                        List.of("agents")))))
                .expect(204);
    }

    private static Reply profile(Map<String, Object> settings) {
        return realm.admin()
                .put(
                        "/client-policies/profiles",
                        Map.of(
                                "profiles",
                                List.of(Map.of(
                                        "name",
                                        "agents",
                                        "executors",
                                        List.of(Map.of("executor", "agent-guardrails", "configuration", settings))))));
    }

    private static Reply create(AgentSpec agent) {
        return realm.admin()
                .post("/clients", Agents.representation(agent, realm.attester().name()));
    }

    private static JsonNode client(String clientId) {
        return realm.admin().get("/clients?clientId=" + clientId).body().get(0);
    }
}
