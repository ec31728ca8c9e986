package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A token that is bound to a certificate (RFC 8705) is handed on to whom its holder named, and comes out bound to the new actor's key. */
class CertificateBoundIT {
    private static KeycloakServer server;
    private static TestRealm realm;
    private static final String PHONES = Certificates.selfSigned();
    private static final String PLANNERS = Certificates.selfSigned();
    private static final String RESEARCHERS = Certificates.selfSigned();

    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private final AgentInstance prover = realm.instanceOf("prover");

    @BeforeAll
    static void prepare() {
        server = Keycloak.start(ServerSpec.withPack()
                .named("certificate-bound")
                .options(
                        "--spi-x509cert-lookup--provider=haproxy",
                        "--spi-x509cert-lookup--haproxy--ssl-client-cert=X-Client-Cert"));
        realm = TestRealm.in(server, "certificate-bound")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher##prover")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.delegated("prover"))
                .agent(AgentSpec.delegated("presumer").with("agent.consent", "implied"))
                .create();
        for (String client : new String[] {"app", "planner", "researcher"}) {
            realm.admin().clients().setAttributes(client, Map.of("tls.client.certificate.bound.access.tokens", "true"));
        }
        realm.admin().scopes().create("for-presumer", "presumer");
        realm.admin().clients().addOptionalScope("app", "for-presumer");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aHumansBoundTokenThatNamesTheAgentIsBoundToTheAgentsCertificate() {
        String human = human(agentScope("planner"));

        String token =
                realm.tokens().exchange(with(planner, PLANNERS)).subject(human).accessToken();

        assertThat(x5t(human)).isNotBlank();
        assertThat(x5t(token)).isNotBlank().isNotEqualTo(x5t(human));
        refused("invalid_request", () -> realm.tokens()
                .exchange(with(planner, PHONES))
                .subject(token)
                .send());
        assertThat(x5t(realm.tokens()
                        .exchange(with(planner, PLANNERS))
                        .subject(token)
                        .accessToken()))
                .isEqualTo(x5t(token));
    }

    @Test
    void aHumansBoundTokenIsBoundToTheKeyOfAnAgentThatProvesByDpop() {
        String human = human(agentScope("prover"));

        JsonNode token = Tokens.claims(
                realm.tokens().exchange(withProof(prover)).subject(human).accessToken());

        assertThat(token.at("/cnf/jkt").asText()).isEqualTo(prover.thumbprint());
        assertThat(token.path("cnf").has("x5t#S256")).isFalse();
    }

    @Test
    void aRunsBoundTokenIsHandedOverToADelegateAndBoundToItsCertificate() {
        String parent = run();

        String child = realm.tokens()
                .exchange(with(researcher, RESEARCHERS))
                .subject(parent)
                .accessToken();

        assertThat(x5t(child)).isNotBlank().isNotEqualTo(x5t(parent));
        assertThat(Tokens.claims(child).at("/act/act/client_id").asText()).isEqualTo("planner");
        assertThat(realm.tokens().introspect(realm.calendarApi(), child).body().path("cnf"))
                .isEqualTo(Tokens.claims(child).path("cnf"));
        refused("invalid_request", () -> realm.tokens()
                .exchange(with(researcher, PLANNERS))
                .subject(child)
                .send());
        refused(
                "invalid_request",
                () -> realm.tokens().exchange(researcher).subject(child).send());
    }

    @Test
    void aRunsBoundTokenIsBoundToTheKeyOfADelegateThatProvesByDpop() {
        JsonNode child = Tokens.claims(
                realm.tokens().exchange(withProof(prover)).subject(run()).accessToken());

        assertThat(child.at("/cnf/jkt").asText()).isEqualTo(prover.thumbprint());
        assertThat(child.at("/act/act/client_id").asText()).isEqualTo("planner");
    }

    @Test
    void whatIsMadeFromABoundTokenIsNeverABearerToken() {
        String human = human(agentScope("planner"));
        refused(
                "invalid_request",
                () -> realm.tokens().exchange(planner).subject(human).send());
        String parent = run();
        refused(
                "invalid_request",
                () -> realm.tokens().exchange(researcher).subject(parent).send());
        refused(
                "invalid_dpop_proof",
                () -> realm.tokens().exchange(prover).subject(parent).send());
    }

    @Test
    void aBoundTokenThatDoesNotNameTheAgentIsNotForIt() {
        String human = human("for-presumer");

        refused("actor_unauthorized", () -> realm.tokens()
                .exchange(withProof(realm.instanceOf("presumer")))
                .subject(human)
                .send());
    }

    private String run() {
        return realm.tokens()
                .exchange(with(planner, PLANNERS))
                .subject(human(agentScope("planner")))
                .accessToken();
    }

    private static String human(String scope) {
        return realm.tokens()
                .password(realm.alice(), with(realm.app(), PHONES), "openid", scope, CALENDAR_READ)
                .accessToken();
    }

    private static ClientAuthentication with(ClientAuthentication client, String certificate) {
        return request -> {
            client.authenticate(request);
            request.header("X-Client-Cert", certificate);
        };
    }

    private static ClientAuthentication withProof(AgentInstance agent) {
        return request -> {
            agent.authenticate(request);
            agent.dpopProof().authenticate(request);
        };
    }

    private static String x5t(String token) {
        return Tokens.claims(token).at("/cnf/x5t#S256").asText();
    }

    private static void refused(String error, Supplier<Reply> request) {
        new Watched(realm).refuses(400, error, "TOKEN_EXCHANGE_ERROR", request);
    }
}
