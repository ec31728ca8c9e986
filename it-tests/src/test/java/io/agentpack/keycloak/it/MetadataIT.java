package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients can find out about agents without reading a manual (contract, section 11). */
class MetadataIT {
    private static final List<String> ALGORITHMS = List.of("ES256", "ES384", "EdDSA", "PS256", "RS256");

    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "metadata").create();
    }

    static Stream<String> documents() {
        return Stream.of(
                "/realms/metadata/.well-known/openid-configuration",
                "/realms/metadata/.well-known/oauth-authorization-server",
                "/.well-known/oauth-authorization-server/realms/metadata");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void saysWhatAnAgentNeedsToKnow(String path) {
        JsonNode metadata = document(path);

        assertThat(texts(metadata.path("token_endpoint_auth_methods_supported")))
                .contains("attest_jwt_client_auth", "attest_jwt_client_auth_dpop", "private_key_jwt")
                .doesNotHaveDuplicates();
        assertThat(texts(metadata.path("client_attestation_signing_alg_values_supported")))
                .containsExactlyInAnyOrderElementsOf(ALGORITHMS);
        assertThat(texts(metadata.path("client_attestation_pop_signing_alg_values_supported")))
                .containsExactlyInAnyOrderElementsOf(ALGORITHMS);
        assertThat(texts(metadata.path("client_attestation_pop_methods_supported")))
                .containsExactly("attestation_pop_jwt", "dpop_combined");
        assertThat(texts(metadata.path("authorization_details_types_supported")))
                .contains("agent_run");
        assertThat(texts(metadata.path("dpop_signing_alg_values_supported"))).contains("ES256");
        assertThat(Http.send(Http.request(URI.create(
                                        metadata.path("challenge_endpoint").asText()))
                                .POST(BodyPublishers.noBody()))
                        .expect(200)
                        .string("attestation_challenge"))
                .isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void leavesWhatKeycloakSaysAsItIs(String path) {
        JsonNode metadata = document(path);

        assertThat(metadata.path("issuer").asText()).isEqualTo(realm.issuer().toString());
        assertThat(metadata.path("token_endpoint").asText())
                .isEqualTo(realm.issuer() + "/protocol/openid-connect/token");
        assertThat(texts(metadata.path("grant_types_supported"))).contains("authorization_code", "client_credentials");
        assertThat(texts(metadata.path("code_challenge_methods_supported"))).contains("S256");
    }

    private static JsonNode document(String path) {
        return Http.get(Keycloak.shared().url(path)).expect(200).body();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
