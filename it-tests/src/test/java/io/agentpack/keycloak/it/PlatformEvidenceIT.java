package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.Platforms.POD;
import static io.agentpack.keycloak.it.Platforms.SVID;
import static io.agentpack.keycloak.it.Platforms.WORKFLOW;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What platforms give their workloads gets the agent in that runs there, and nobody else. */
class PlatformEvidenceIT {
    private static final String INVALID = "invalid_client_attestation";
    private static final Platform CLUSTER = Platforms.cluster();
    private static final Platform GITHUB = Platforms.github();
    private static final Platform SPIRE = Platforms.spire();
    private static final Platform SANDBOX = Platforms.sandbox();

    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "platforms")
                .agent(on("cluster", "in-pod", POD).with("agent.required-claims", "kubernetes.io.namespace=agents"))
                .agent(on("github", "in-workflow", WORKFLOW)
                        .with("agent.required-claims", "repository_id=74", "environment=nightly"))
                .agent(on("spire", "with-svid", SVID))
                .agent(on("sandbox", "in-sandbox", "sandbox-9"))
                .create();
        for (Platform platform : List.of(CLUSTER, GITHUB, SPIRE, SANDBOX)) {
            realm.admin().components().create(platform.component(Map.of())).expect(201);
        }
    }

    @Test
    void aPod() {
        AgentInstance instance = realm.instanceOf("in-pod");
        JsonNode token = admitted(CLUSTER.vouchingFor(instance));

        assertThat(token.at("/client_instance/id").asText()).isEqualTo("pod-uid-7");
        assertThat(token.at("/client_instance/iss").asText()).isEqualTo("https://cluster.example.org");
        assertThat(token.at("/cnf/jkt").asText()).isEqualTo(instance.thumbprint());
        assertThat(token.toString()).doesNotContain("kubernetes.io");
        JsonNode event = realm.admin().events().last("CLIENT_LOGIN");
        assertThat(event.at("/details/agent_attester").asText()).isEqualTo("cluster");
        assertThat(event.at("/details/agent_instance").asText()).isEqualTo("pod-uid-7");
    }

    @Test
    void aWorkflow() {
        AgentInstance instance = realm.instanceOf("in-workflow");

        assertThat(admitted(GITHUB.vouchingFor(instance))
                        .at("/client_instance/id")
                        .asText())
                .isEqualTo(instance.thumbprint());
    }

    @Test
    void aWorkloadWithAnSvid() {
        AgentInstance instance = realm.instanceOf("with-svid");

        assertThat(admitted(SPIRE.vouchingFor(instance))
                        .at("/client_instance/iss")
                        .asText())
                .isEqualTo("spiffe://example.org");
    }

    @Test
    void anyOtherPlatform() {
        assertThat(admitted(SANDBOX.vouchingFor(realm.instanceOf("in-sandbox")))
                        .path("client_id")
                        .asText())
                .isEqualTo("in-sandbox");
    }

    @Test
    void theClientIdMayBeLeftToTheEvidence() {
        AgentInstance instance = realm.instanceOf("in-pod");

        assertThat(admitted(request -> CLUSTER.assertion(
                                        CLUSTER.token(request.issuer()).sign())
                                .and(instance.dpopProof())
                                .authenticate(request))
                        .path("client_id")
                        .asText())
                .isEqualTo("in-pod");
    }

    @Test
    void whomNobodyKnowsIsNoClient() {
        AgentInstance instance = realm.instanceOf("in-pod");
        Reply reply = realm.tokens()
                .clientCredentials(
                        request -> CLUSTER.assertion(CLUSTER.token(request.issuer())
                                        .claim("sub", "system:serviceaccount:agents:nobody")
                                        .sign())
                                .and(instance.dpopProof())
                                .authenticate(request),
                        MAIL_SEND);

        assertThat(reply.status()).isBetween(400, 401);
        assertThat(reply.error()).isEqualTo("invalid_client");

        Reply named = realm.tokens()
                .clientCredentials(
                        request -> CLUSTER.assertion(
                                        CLUSTER.token(request.issuer()).sign())
                                .and(instance.dpopProof())
                                .and(ClientAuthentication.onlyClientId("nobody"))
                                .authenticate(request),
                        MAIL_SEND);
        assertThat(named.error()).as("the evidence's agent is not who is named").isEqualTo("invalid_client");
    }

    @Test
    void aTokenServesItsInstanceUntilItEndsAndNobodyElse() {
        AgentInstance instance = realm.instanceOf("in-sandbox");
        AgentInstance thief = instance.another();
        String token = SANDBOX.token(realm.issuer()).sign();
        admitted(showing(token, instance));
        admitted(showing(token, instance));

        refused(INVALID, "shown before with another key", showing(token, thief));
    }

    @Test
    void noTokenOutlivesThePlatformsToken() {
        long soon = Instant.now().getEpochSecond() + 60;
        JsonNode token = admitted(SANDBOX.vouchingFor(realm.instanceOf("in-sandbox"), jwt -> jwt.claim("exp", soon)));

        assertThat(token.path("exp").asLong()).isLessThanOrEqualTo(soon);
    }

    private static AgentSpec on(String platform, String agent, String subject) {
        return AgentSpec.bounded(agent, "bob")
                .with("agent.attesters", platform)
                .with("agent.attested-subject", subject);
    }

    private static ClientAuthentication showing(String token, AgentInstance instance) {
        return SANDBOX.assertion(token).and(instance.dpopProof()).and(ClientAuthentication.onlyClientId("in-sandbox"));
    }

    private static JsonNode admitted(ClientAuthentication evidence) {
        Reply reply = realm.tokens().clientCredentials(evidence, MAIL_SEND).expect(200);
        return Tokens.claims(reply.accessToken());
    }

    private static void refused(String error, String reason, ClientAuthentication evidence) {
        new Watched(realm)
                .refuses(400, error, "CLIENT_LOGIN_ERROR", () -> realm.tokens().clientCredentials(evidence, MAIL_SEND));
        assertThat(realm.admin()
                        .events()
                        .last("CLIENT_LOGIN_ERROR")
                        .at("/details/reason")
                        .asText())
                .contains(reason);
    }
}
