package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody becomes an agent, or changes one, by dynamic client registration. */
class RegistrationIT {
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "registration")
                .agent(AgentSpec.delegated("planner"))
                .create();
    }

    @Test
    void aClientThatWouldBeAnAgentIsRefused() {
        refused(() -> register("/default", agent("self-made")));

        assertThat(realm.admin().clients().find("self-made").isMissingNode()).isTrue();
        assertThat(realm.admin().scopes().exists("agent:self-made")).isFalse();
    }

    @Test
    void openidRegistrationMakesNoAgentEither() {
        for (String method : List.of("attest_jwt_client_auth", "attest_jwt_client_auth_dpop", "agent-attestation")) {
            Reply reply = register(
                    "/openid-connect",
                    Json.object(
                            "client_name",
                            "self-made",
                            "token_endpoint_auth_method",
                            method,
                            "grant_types",
                            List.of("client_credentials")));

            if (reply.status() == 201) {
                assertThat(realm.admin()
                                .clients()
                                .find(reply.string("client_id"))
                                .path("clientAuthenticatorType")
                                .asText())
                        .isNotEqualTo("agent-attestation");
            } else {
                assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            }
        }
    }

    @Test
    void aRegisteredClientCanNotTurnIntoAnAgent() {
        Reply ordinary =
                register("/default", Json.object("clientId", "ordinary")).expect(201);
        Map<String, Object> changed = new LinkedHashMap<>(agent("ordinary"));
        changed.put("id", ordinary.string("id"));

        refused(() -> put("ordinary", ordinary.string("registrationAccessToken"), changed));

        assertThat(realm.admin()
                        .clients()
                        .find("ordinary")
                        .path("clientAuthenticatorType")
                        .asText())
                .isEqualTo("client-secret");
    }

    @Test
    void anAgentCanNotChangeItself() {
        String id = realm.admin().clients().idOf("planner");
        String token = realm.admin()
                .post("/clients/" + id + "/registration-access-token", null)
                .expect(200)
                .string("registrationAccessToken");
        Map<String, Object> more = new LinkedHashMap<>(agent("planner"));
        more.put("id", id);

        refused(() -> put("planner", token, more));

        assertThat(realm.admin()
                        .clients()
                        .find("planner")
                        .at("/attributes/agent.authority")
                        .asText())
                .isEqualTo("delegated");
    }

    private static void refused(java.util.function.Supplier<Reply> request) {
        int before = realm.admin().events().ofType("CLIENT_REGISTER_ERROR").size();

        Reply reply = request.get();

        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("invalid_client_metadata");
        assertThat(realm.admin().events().ofType("CLIENT_REGISTER_ERROR")).hasSize(before + 1);
    }

    private static Map<String, Object> agent(String clientId) {
        return Json.object(
                "clientId",
                clientId,
                "clientAuthenticatorType",
                "agent-attestation",
                "serviceAccountsEnabled",
                true,
                "attributes",
                Map.of(
                        "agent.authority", "bounded",
                        "agent.owner", "bob",
                        "agent.environment", "production",
                        "agent.attesters", "acme"));
    }

    private static Reply register(String provider, Map<String, Object> client) {
        String token = realm.admin()
                .post("/clients-initial-access", Map.of("count", 1, "expiration", 60))
                .expect(200, 201)
                .string("token");
        return Http.bearer("POST", url(provider), token, client);
    }

    private static Reply put(String clientId, String token, Map<String, Object> client) {
        return Http.bearer("PUT", url("/default/" + clientId), token, client);
    }

    private static URI url(String path) {
        return realm.tokens().url("/clients-registrations" + path);
    }
}
