package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.Platforms.POD;
import static io.agentpack.keycloak.it.Platforms.SVID;
import static io.agentpack.keycloak.it.Platforms.WORKFLOW;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.it.attester.DevelopmentAttester;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guides of docs/attest, with the settings and the program that they show. */
@NeedsNode
class AgentGuidesIT {

    private static TestRealm realm;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "guides")
                .agent(AgentSpec.bounded("laptop", "bob")
                        .with("agent.attesters", "development")
                        .with("agent.locality", "local")
                        .with("agent.required-claims", "attest_methods=user_gesture"))
                .agent(AgentSpec.bounded("pod", "bob")
                        .with("agent.attesters", "cluster")
                        .with("agent.attested-subject", POD)
                        .with("agent.attestation.max-age", "3600"))
                .agent(AgentSpec.bounded("workflow", "bob")
                        .with("agent.attesters", "github")
                        .with("agent.attested-subject", WORKFLOW)
                        .with("agent.required-claims", "repository_id=74", "environment=nightly"))
                .agent(AgentSpec.bounded("workload", "bob")
                        .with("agent.attesters", "spire")
                        .with("agent.attested-subject", SVID))
                .create();
    }

    @Test
    void aLaptopAgent() {
        try (DevelopmentAttester attester = DevelopmentAttester.listen(0, SigningKey.fresh())) {
            realm.admin().components().create(attester.attester().component()).expect(201);
            String claims = Json.write(Map.of("attest_methods", List.of("user_gesture")));

            JsonNode token = admitted(
                    "laptop",
                    "laptop",
                    Map.of("ATTESTER", attester.attestations().toString(), "CLAIMS", claims));

            assertThat(token.at("/client_instance/iss").asText())
                    .isEqualTo(attester.attester().issuer());
        }
    }

    @Test
    void aPod() throws IOException {
        Platform cluster = Platforms.cluster();
        realm.admin().components().create(cluster.component(Map.of())).expect(201);

        JsonNode token = admitted("pod", "pod", Map.of("TOKEN_FILE", file(cluster)));

        assertThat(token.at("/client_instance/id").asText()).isEqualTo("pod-uid-7");
    }

    @Test
    void aGitHubWorkflow() throws IOException {
        Platform github = Platforms.github();
        realm.admin()
                .components()
                .create(github.component(Map.of("runClaim", List.of("run_id"))))
                .expect(201);
        AtomicReference<String> asked = new AtomicReference<>();
        HttpServer actions = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        actions.createContext("/token", request -> {
            asked.set(request.getRequestURI().getQuery() + " "
                    + request.getRequestHeaders().getFirst("Authorization"));
            byte[] body = Json.write(
                            Map.of("value", github.token(realm.issuer()).sign()))
                    .getBytes(StandardCharsets.UTF_8);
            request.sendResponseHeaders(200, body.length);
            request.getResponseBody().write(body);
            request.close();
        });
        actions.start();
        try {
            admitted(
                    "workflow",
                    "workflow",
                    Map.of(
                            "ACTIONS_ID_TOKEN_REQUEST_URL",
                            "http://127.0.0.1:" + actions.getAddress().getPort() + "/token?api-version=2.0",
                            "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                            "of-the-job"));
        } finally {
            actions.stop(0);
        }
        assertThat(asked.get()).isEqualTo("api-version=2.0&audience=" + realm.issuer() + " Bearer of-the-job");
    }

    @Test
    void aSpiffeWorkload() throws IOException {
        Platform spire = Platforms.spire();
        realm.admin().components().create(spire.component(Map.of())).expect(201);

        assertThat(admitted("spiffe", "workload", Map.of("TOKEN_FILE", file(spire)))
                        .at("/client_instance/iss")
                        .asText())
                .isEqualTo("spiffe://example.org");
    }

    @Test
    void theDevelopmentAttesterSaysWhatIsItsOwn() {
        try (DevelopmentAttester attester = DevelopmentAttester.listen(0, SigningKey.fresh())) {
            Object key = SigningKey.fresh().toPublicJWK().toJSONObject();

            assertThat(ask(attester, Map.of("agent", "laptop", "jwk", key)).status())
                    .isEqualTo(200);
            assertThat(ask(attester, Map.of("jwk", key)).status()).isEqualTo(400);
            assertThat(ask(attester, Map.of("agent", "laptop")).status()).isEqualTo(400);
            assertThat(ask(
                                    attester,
                                    Map.of(
                                            "agent",
                                            "laptop",
                                            "jwk",
                                            SigningKey.fresh().toJSONObject()))
                            .status())
                    .isEqualTo(400);
            assertThat(ask(attester, Map.of("agent", "laptop", "jwk", key, "claims", Map.of("sub", "other")))
                            .status())
                    .isEqualTo(400);
            assertThat(Http.get(attester.jwks()).expect(200).text()).doesNotContain("\"d\"");
        }
    }

    private static Reply ask(DevelopmentAttester attester, Map<String, Object> body) {
        return Http.send(Http.request(attester.attestations()).POST(BodyPublishers.ofString(Json.write(body))));
    }

    private String file(Platform platform) throws IOException {
        return Files.writeString(
                        folder.resolve("token"), platform.token(realm.issuer()).sign() + "\n")
                .toString();
    }

    private static JsonNode admitted(String how, String agent, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of("REALM", realm.issuer().toString(), "AGENT", agent, "SCOPE", MAIL_SEND));
        JsonNode response = NodeScript.guide(how, all);
        JsonNode token = Tokens.claims(response.path("access_token").asText());
        assertThat(token.path("client_id").asText()).isEqualTo(agent);
        return token;
    }
}
