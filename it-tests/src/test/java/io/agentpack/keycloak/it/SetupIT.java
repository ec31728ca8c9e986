package io.agentpack.keycloak.it;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One call prepares a realm, saying what it does; another undoes it. What can't work is refused when it is saved. */
class SetupIT {
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "setup")
                .agent(AgentSpec.delegated("planner"))
                .create();
    }

    @Test
    void preparingAgainChangesNothing() {
        JsonNode before = realm.admin().get("").expect(200).body();

        Reply again = realm.admin().agents().setup().expect(200);

        assertThat(again.body().path("done")).isEmpty();
        assertThat(realm.admin().get("").expect(200).body()).isEqualTo(before);
    }

    @Test
    void undoingLeavesTheRealmAsItWas() {
        TestRealm other = TestRealm.in(Keycloak.shared(), "setup-undone").create();
        String flowBefore = flow(other);
        int scopesBefore = other.admin().scopes().all().size();
        int flowsBefore = flows(other);
        other.admin().components().create(other.attester().component()).expect(201);
        other.admin().agents().setup().expect(200);
        other.admin().clients().create(Agents.representation(AgentSpec.delegated("planner"), "acme"));
        assertThat(flow(other)).isNotEqualTo(flowBefore);
        assertThat(other.admin().scopes().exists("agent:planner")).isTrue();

        other.admin().agents().undoSetup().expect(200);

        assertThat(flow(other)).isEqualTo(flowBefore);
        assertThat(flows(other)).isEqualTo(flowsBefore);
        assertThat(other.admin().scopes().all().size()).isEqualTo(scopesBefore);
        assertThat(other.signIn(other.alice()).status()).isEqualTo(200);
    }

    @Test
    void anAgentNeedsNoMoreThanItsSettings() {
        realm.admin().clients().create(Agents.representation(AgentSpec.delegated("bare"), "acme"));

        JsonNode client = realm.admin().clients().find("bare");

        assertThat(client.path("serviceAccountsEnabled").asBoolean()).isTrue();
        assertThat(client.path("publicClient").asBoolean(true)).isFalse();
        for (String flow : List.of("standardFlowEnabled", "implicitFlowEnabled", "directAccessGrantsEnabled")) {
            assertThat(client.path(flow).asBoolean(true)).as(flow).isFalse();
        }
        assertThat(realm.admin().scopes().exists("agent:bare")).isTrue();
    }

    @Test
    void wrongAttesterSettingsAreRefusedWithTheReason() {
        Map<String, Map<String, Object>> wrong = Map.of(
                "no keys", Map.of("issuer", List.of("https://a.example.org")),
                "not a key set", Map.of("jwks", List.of("{}")),
                "a private key",
                        Map.of(
                                "jwks",
                                List.of(Json.write(Map.of(
                                        "keys", List.of(realm.attester().key().toJSONObject()))))),
                "unknown algorithm", Map.of("algorithms", List.of("none")));
        wrong.forEach((what, config) -> {
            Map<String, Object> component =
                    new java.util.LinkedHashMap<>(realm.attester().component());
            component.put("name", "wrong");
            Map<String, Object> settings = new java.util.LinkedHashMap<>(asMap(component.get("config")));
            settings.remove("jwks");
            settings.putAll(config);
            component.put("config", settings);

            Reply reply = realm.admin().components().create(component);

            assertThat(reply.status()).as(what + ": " + reply).isEqualTo(400);
            assertThat(reply.text()).as(what).contains("error");
        });
    }

    @Test
    void theConsoleGetsTheFormsItNeeds() {
        JsonNode info = io.agentpack.keycloak.it.kit.admin.AdminApi.of(Keycloak.shared())
                .get("/admin/serverinfo")
                .expect(200)
                .body();

        List<String> client = new java.util.ArrayList<>();
        info.at("/componentTypes/org.keycloak.authentication.ClientAuthenticator")
                .forEach(type -> {
                    if (type.path("id").asText().equals("agent-attestation")) {
                        type.path("clientProperties")
                                .forEach(property ->
                                        client.add(property.path("name").asText()));
                    }
                });
        assertThat(client).contains("agent.authority", "agent.attesters", "agent.delegates", "agent.run.max-lifetime");
        assertThat(info.at("/componentTypes/org.keycloak.keys.KeyProvider").findValuesAsText("id"))
                .contains("agent-attester");
    }

    @Test
    void metadataNamesTheAuthenticationMethod() {
        assertThat(realm.tokens()
                        .metadata()
                        .body()
                        .path("token_endpoint_auth_methods_supported")
                        .toString())
                .contains("attest_jwt_client_auth");
    }

    @Test
    void theRealmsKeysAreUntouchedByAttesters() {
        JsonNode keys = realm.admin().get("/keys").expect(200).body();

        assertThat(keys.toString()).doesNotContain(realm.attester().key().getKeyID());
    }

    @Test
    void anAgentOfARealmWithoutPreparationIsRefusedLikeAnUnknownClient() {
        TestRealm bare = TestRealm.in(Keycloak.shared(), "setup-missing").create();
        bare.admin().components().create(bare.attester().component()).expect(201);
        bare.admin().clients().create(Agents.representation(AgentSpec.bounded("nightly", "bob"), "acme"));
        AgentInstance nightly = bare.instanceOf("nightly");

        assertThat(bare.tokens().clientCredentials(nightly).status()).isEqualTo(401);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object config) {
        return (Map<String, Object>) config;
    }

    private static String flow(TestRealm realm) {
        return realm.admin().get("").expect(200).string("clientAuthenticationFlow");
    }

    private static int flows(TestRealm realm) {
        return realm.admin().get("/authentication/flows").expect(200).body().size();
    }
}
