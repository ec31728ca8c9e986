package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the stock console sends when its forms are saved as they come up, odd as it is, must save; what can't be, must not. */
class ConsoleBodiesIT {
    private static final Attester ATTESTER = Attester.named("console");

    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "console-bodies")
                .agent(AgentSpec.bounded("nightly", "bob").with("agent.attesters", "console"))
                .create();
    }

    @Test
    void anAttesterWithNothingButItsKeys() {
        Reply saved = save("console", untouched());

        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        realm.tokens().clientCredentials(ATTESTER.instanceOf("nightly")).expect(200);
        JsonNode component = realm.admin().components().find("console");
        realm.admin()
                .put("/components/" + component.get("id").asText(), Json.parse(component.toString()))
                .expect(204);
    }

    @Test
    void wrongSettingsAreRefusedWithTheReason() {
        assertRefused("needs an issuer", Map.of("format", List.of("kubernetes")));
        assertRefused("no key that verifies jwt-svids", Map.of("format", List.of("jwt-svid")));
        assertRefused("Give the keys", Map.of("jwksUrl", List.of("https://keys.example.org")));
        assertRefused("trust anchors can not be used", Map.of("jwks", List.of(""), "trustAnchors", List.of("x")));
        assertRefused("claim=value", Map.of("expectedClaims", List.of("attest_methods")));
        assertRefused(
                "local agent can not belong to production",
                Map.of("localities", List.of("local"), "environments", List.of("production")));
    }

    @Test
    void anAgentsTabAsItComesUp() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (String empty :
                List.of("agent.owner", "agent.attested-subject", "agent.required-claims", "agent.delegates")) {
            attributes.put(empty, "");
        }
        attributes.put("agent.authority", "delegated");
        attributes.put("agent.environment", "development");
        attributes.put("agent.locality", "remote");
        attributes.put("agent.attesters", "console");
        attributes.put("agent.sender-constrained", "false");

        Reply saved = realm.admin().clients().tryUpdate("nightly", Map.of("attributes", attributes));

        assertThat(saved.status()).as(saved.text()).isEqualTo(204);
        realm.admin().clients().setAttributes("nightly", Map.of("agent.authority", "bounded", "agent.owner", "bob"));
    }

    @Test
    void anAgentsWrongSettingsAreRefusedWithTheReason() {
        assertAgentRefused("can't belong to production", "agent.locality", "local", "agent.environment", "production");
        assertAgentRefused("agent.run.max-lifetime has a value", "agent.run.max-lifetime", "an hour");
        assertAgentRefused("claim=value", "agent.required-claims", "team");
    }

    @Test
    void anAgentWhoseServiceAccountCouldNotBeNamedIsRefused() {
        Reply refused = realm.admin()
                .clients()
                .tryCreate(Map.of(
                        "clientId",
                        "x".repeat(240),
                        "clientAuthenticatorType",
                        "agent-attestation",
                        "publicClient",
                        false));
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).contains("239 characters");
    }

    private static void assertAgentRefused(String reason, String... attributes) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            changes.put(attributes[i], attributes[i + 1]);
        }
        Reply refused = realm.admin().clients().tryUpdate("nightly", Map.of("attributes", changes));
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).contains(reason);
    }

    private static void assertRefused(String reason, Map<String, List<String>> changes) {
        Map<String, Object> config = untouched();
        config.putAll(changes);
        Reply refused = save("wrong", config);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).contains(reason);
    }

    private static Map<String, Object> untouched() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("enabled", List.of("true"));
        config.put("format", List.of("client-attestation"));
        config.put("jwks", List.of(ATTESTER.jwks()));
        for (String text : List.of("issuer", "jwksUrl", "trustAnchors", "audience", "instanceClaim", "runClaim")) {
            config.put(text, List.of(""));
        }
        config.put("algorithms", List.of());
        config.put("localities", List.of());
        config.put("environments", List.of("development"));
        for (String list : List.of("requiredClaims", "expectedClaims", "reducedScopes")) {
            config.put(list, Collections.unmodifiableList(Arrays.asList((String) null)));
        }
        config.put("pullRequests", List.of("false"));
        return config;
    }

    private static Reply save(String name, Map<String, Object> config) {
        return realm.admin()
                .components()
                .create(Json.object(
                        "name",
                        name,
                        "providerId",
                        "agent-attester",
                        "providerType",
                        "org.keycloak.keys.KeyProvider",
                        "config",
                        config));
    }
}
