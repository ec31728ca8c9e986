package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The claim sets that Kubernetes (kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin, "Schema for service account private claims")
 * and GitHub (docs.github.com/en/actions/reference/security/oidc, the token's claims) publish as examples, signed with keys of the test; times and
 * audience are those of the test.
 */
class RecordedClaimsIT {
    private static final Path RECORDED = Path.of("../agent-authenticator/src/test/resources/recorded");
    private static final Set<String> OF_THE_TEST = Set.of("iat", "nbf", "exp", "aud", "jti");
    private static final String POD = "system:serviceaccount:my-namespace:my-serviceaccount";
    private static final String WORKFLOW = "repo:octo-org/octo-repo:environment:prod";

    private static Platform kubernetes;
    private static Platform github;
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        kubernetes = platform("kubernetes", "kubernetes", "https://my-cluster.example.com");
        github = platform("github-actions", "github-actions", "https://token.actions.githubusercontent.com");
        realm = TestRealm.in(Keycloak.shared(), "recorded")
                .agent(agent("in-pod", "kubernetes", POD)
                        .with(
                                "agent.required-claims",
                                "kubernetes.io.namespace=my-namespace",
                                "kubernetes.io.node.name=*"))
                .agent(agent("elsewhere", "kubernetes", POD)
                        .with("agent.required-claims", "kubernetes.io.node.name=another-node"))
                .agent(agent("in-workflow", "github-actions", WORKFLOW)
                        .with("agent.required-claims", "repository_id=74", "ref=refs/heads/main"))
                .agent(agent("of-nobody", "github-actions", WORKFLOW))
                .agent(agent("of-another", "github-actions", WORKFLOW)
                        .with("agent.required-claims", "repository_id=75"))
                .agent(agent("of-pull-requests", "github-actions", "repo:octo-org/octo-repo:pull_request")
                        .with("agent.required-claims", "repository_id=74"))
                .create();
        realm.admin().components().create(kubernetes.component(Map.of())).expect(201);
        realm.admin()
                .components()
                .create(github.component(Map.of("runClaim", List.of("run_id"))))
                .expect(201);
    }

    @Test
    void aPodsToken() {
        JsonNode token = Tokens.claims(
                start(vouched(kubernetes, "in-pod", UnaryOperator.identity())).accessToken());

        assertThat(token.at("/client_instance/id").asText()).isEqualTo("5e0bd49b-f040-43b0-99b7-22765a53f7f3");
        assertThat(token.toString()).doesNotContain("kubernetes.io", "my-node", "warnafter");
    }

    @Test
    void aPodsTokenWhereMoreIsAskedOfIt() {
        refused("required claim kubernetes.io.node.name", vouched(kubernetes, "elsewhere", UnaryOperator.identity()));
        refused(
                "pod.uid is missing",
                vouched(
                        kubernetes,
                        "in-pod",
                        jwt -> jwt.claim(
                                "kubernetes.io",
                                Map.of(
                                        "namespace",
                                        "my-namespace",
                                        "node",
                                        Map.of("name", "my-node"),
                                        "serviceaccount",
                                        Map.of(
                                                "name",
                                                "my-serviceaccount",
                                                "uid",
                                                "14ee3fa4-a7e2-420f-9f9a-dbc4507c3798")))));
    }

    @Test
    void aPodsTokenForWhatItWasRecordedFor() {
        refused(
                "aud is not this realm",
                vouched(kubernetes, "in-pod", jwt -> jwt.claim("aud", List.of("https://my-audience.example.com"))));
    }

    @Test
    void aWorkflowsTokenIsItsRun() {
        Reply first = start(vouched(github, "in-workflow", UnaryOperator.identity()));
        Reply again = start(vouched(github, "in-workflow", UnaryOperator.identity()));
        Reply rerun = start(vouched(github, "in-workflow", jwt -> jwt.claim("run_attempt", "3")));

        assertThat(run(again)).isEqualTo(run(first));
        assertThat(run(rerun)).isNotEqualTo(run(first));
    }

    @Test
    void aWorkflowsTokenWhereItsRepositoryIsNotTheOneThatIsMeant() {
        refused("pins the repository by its id", vouched(github, "of-nobody", UnaryOperator.identity()));
        refused("required claim repository_id", vouched(github, "of-another", UnaryOperator.identity()));
        refused("required claim ref", vouched(github, "in-workflow", jwt -> jwt.claim("ref", "refs/heads/feature")));
    }

    @Test
    void aWorkflowsTokenOfAPullRequest() {
        UnaryOperator<JwtDraft> pullRequest = jwt -> jwt.claim("sub", "repo:octo-org/octo-repo:pull_request")
                .claim("event_name", "pull_request")
                .claim("ref", "refs/pull/1/merge")
                .claim("head_ref", "feature")
                .claim("base_ref", "main")
                .without("environment");

        refused("started by a pull request", vouched(github, "of-pull-requests", pullRequest));
        realm.admin()
                .components()
                .configure("github-actions", Map.of("pullRequests", List.of("true")))
                .expect(204);
        start(vouched(github, "of-pull-requests", pullRequest)).expect(200);
        realm.admin()
                .components()
                .configure("github-actions", Map.of("pullRequests", List.of("false")))
                .expect(204);
    }

    private static Platform platform(String name, String format, String issuer) {
        try {
            Map<String, Object> claims = new TreeMap<>();
            Json.parse(Files.readString(RECORDED.resolve(name + ".json")))
                    .properties()
                    .forEach(claim -> claims.put(
                            claim.getKey(), new ObjectMapper().convertValue(claim.getValue(), Object.class)));
            assertThat(claims.get("iss")).isEqualTo(issuer);
            claims.keySet().removeAll(OF_THE_TEST);
            return Platform.of(name, format, issuer, claims);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgentSpec agent(String name, String platform, String subject) {
        return AgentSpec.bounded(name, "bob").with("agent.attesters", platform).with("agent.attested-subject", subject);
    }

    private static ClientAuthentication vouched(Platform platform, String agent, UnaryOperator<JwtDraft> change) {
        return platform.vouchingFor(realm.instanceOf(agent), change);
    }

    private static Reply start(ClientAuthentication evidence) {
        return realm.tokens().clientCredentials(evidence, MAIL_SEND).expect(200);
    }

    private static String run(Reply reply) {
        return Tokens.claims(reply.accessToken()).at("/run/id").asText();
    }

    private static void refused(String reason, ClientAuthentication evidence) {
        new Watched(realm).refuses(400, "invalid_client_attestation", "CLIENT_LOGIN_ERROR", () -> realm.tokens()
                .clientCredentials(evidence, MAIL_SEND));
        assertThat(realm.admin()
                        .events()
                        .last("CLIENT_LOGIN_ERROR")
                        .at("/details/reason")
                        .asText())
                .contains(reason);
    }
}
