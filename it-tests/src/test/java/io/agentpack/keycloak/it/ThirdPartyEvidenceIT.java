package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Evidence signed by a token library that is not ours, with every algorithm, gets in. */
@NeedsPrograms({"node", "npm"})
class ThirdPartyEvidenceIT {
    private static final String SVID = "spiffe://example.org/agent/nightly";
    private static final List<Map<String, String>> ALGORITHMS = List.of(
            Map.of("attester", "ES256", "instance", "EdDSA"),
            Map.of("attester", "ES384", "instance", "PS256"),
            Map.of("attester", "PS256", "instance", "ES256"),
            Map.of("attester", "RS256", "instance", "ES384"),
            Map.of("attester", "EdDSA", "instance", "RS256"));

    @TestFactory
    Stream<DynamicTest> evidence() {
        TestRealm realm = TestRealm.in(Keycloak.shared(), "third-party")
                .agent(AgentSpec.bounded("nightly", "bob").with("agent.attesters", "jose"))
                .agent(AgentSpec.bounded("workload", "bob")
                        .with("agent.attesters", "jose-bundle")
                        .with("agent.attested-subject", SVID))
                .create();
        JsonNode made = NodeScript.run(
                "sign.mjs",
                Map.of(
                        "algorithms",
                        ALGORITHMS,
                        "issuer",
                        "https://jose.example.org",
                        "agent",
                        "nightly",
                        "spiffeId",
                        SVID,
                        "realm",
                        realm.issuer().toString(),
                        "tokenEndpoint",
                        realm.tokens().url("/protocol/openid-connect/token").toString()));
        return StreamSupport.stream(made.spliterator(), false)
                .map(each -> DynamicTest.dynamicTest(
                        ALGORITHMS.get(indexOf(made, each)).toString(), () -> admits(realm, each)));
    }

    private static void admits(TestRealm realm, JsonNode made) {
        trust(realm, "jose", "client-attestation", "https://jose.example.org", made.path("jwks"));
        String attestation = made.path("attestation").asText();
        ClientAuthentication withProof = request -> request.header("OAuth-Client-Attestation", attestation)
                .header("OAuth-Client-Attestation-PoP", made.at("/proofs/0").asText());
        ClientAuthentication combined = request -> request.header("OAuth-Client-Attestation", attestation)
                .header("DPoP", made.at("/dpop/0").asText());

        assertThat(token(realm, withProof).path("client_id").asText()).isEqualTo("nightly");
        assertThat(token(realm, combined).at("/cnf/jkt").asText())
                .isEqualTo(made.path("thumbprint").asText());
        realm.admin().components().delete("jose");

        if (!made.at("/jwks/keys/0/kty").asText().equals("OKP")) { // no algorithm of JWT-SVIDs
            trust(realm, "jose-bundle", "jwt-svid", "spiffe://example.org", made.path("bundle"));
            ClientAuthentication svid = request -> request.param("client_assertion_type", Platform.JWT_SPIFFE)
                    .param("client_assertion", made.path("svid").asText())
                    .header("DPoP", made.at("/dpop/1").asText());
            assertThat(token(realm, svid).path("client_id").asText()).isEqualTo("workload");
            realm.admin().components().delete("jose-bundle");
        }
    }

    private static JsonNode token(TestRealm realm, ClientAuthentication evidence) {
        Reply reply = realm.tokens().clientCredentials(evidence, MAIL_SEND).expect(200);
        return Tokens.claims(reply.accessToken());
    }

    private static void trust(TestRealm realm, String name, String format, String issuer, JsonNode keys) {
        realm.admin()
                .components()
                .create(Json.object(
                        "name",
                        name,
                        "providerId",
                        "agent-attester",
                        "providerType",
                        "org.keycloak.keys.KeyProvider",
                        "config",
                        Map.of(
                                "format", List.of(format),
                                "issuer", List.of(issuer),
                                "jwks", List.of(keys.toString()))))
                .expect(201);
    }

    private static int indexOf(JsonNode array, JsonNode element) {
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) == element) {
                return i;
            }
        }
        throw new IllegalArgumentException("not in the array");
    }
}
