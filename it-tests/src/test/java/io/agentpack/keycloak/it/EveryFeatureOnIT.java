package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.TokenExchange;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The ways that are closed on an ordinary server stay closed when an administrator has switched on Keycloak's legacy exchange, its own delegation and
 * whatever else there is; and agents can be bound by certificate.
 */
class EveryFeatureOnIT {
    private static final Set<String> WITH_A_RUN =
            Set.of("client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange");
    private static KeycloakServer server;
    private static TestRealm realm;
    private final AgentInstance planner = realm.instanceOf("planner");

    @BeforeAll
    static void prepare() {
        server = Keycloak.start(ServerSpec.withPack()
                .named("every-feature")
                .features(
                        "token-exchange",
                        "token-exchange-delegation",
                        "parameterized-scopes",
                        "identity-assertion-jwt",
                        "resource-indicators",
                        "oid4vc-vci")
                .options(
                        "--spi-x509cert-lookup--provider=haproxy",
                        "--spi-x509cert-lookup--haproxy--ssl-client-cert=X-Client-Cert"));
        realm = TestRealm.in(server, "every-feature")
                .agent(AgentSpec.delegated("planner"))
                .agent(AgentSpec.delegated("certified"))
                .agent(AgentSpec.autonomous("explorer", "bob"))
                .create();
        realm.admin().clients().setAttributes("app", Map.of("standard.token.exchange.enabled", "true"));
        realm.admin()
                .clients()
                .setAttributes("certified", Map.of("tls.client.certificate.bound.access.tokens", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    List<DynamicTest> noGrantThatIsAdvertisedGivesATokenWithoutARun() {
        String human = human();
        List<DynamicTest> tests = new ArrayList<>();
        realm.tokens()
                .metadata()
                .expect(200)
                .body()
                .path("grant_types_supported")
                .forEach(grant -> List.of("planner", "explorer").forEach(agent -> {
                    if (!WITH_A_RUN.contains(grant.asText())) {
                        tests.add(DynamicTest.dynamicTest(grant.asText() + " by " + agent, () -> {
                            Reply reply = realm.tokens()
                                    .grant(grant.asText())
                                    .by(realm.instanceOf(agent))
                                    .param("assertion", human)
                                    .param("refresh_token", human)
                                    .param("code", "code")
                                    .param("pre-authorized_code", "code")
                                    .param("device_code", "code")
                                    .param("auth_req_id", "id")
                                    .param("deferral_code", "code")
                                    .param("username", "alice")
                                    .param("password", "alice-password")
                                    .send();
                            assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
                            assertThat(reply.string("access_token")).isNull();
                        }));
                    }
                }));
        assertThat(tests).hasSizeGreaterThan(10);
        return tests;
    }

    @TestFactory
    List<DynamicTest> legacyExchangeIsNotForAgents() {
        String human = human();
        Map<String, UnaryOperator<TokenExchange>> asked = Map.of(
                "another subject", exchange -> exchange.subject(human).param("requested_subject", "bob"),
                "another subject, from nothing", exchange -> exchange.param("requested_subject", "bob"),
                "a foreign issuer", exchange -> exchange.subject(human).param("subject_issuer", "google"),
                "an issuer to go to", exchange -> exchange.subject(human).param("requested_issuer", "google"),
                "a refresh token",
                        exchange ->
                                exchange.subject(human).requestedType("urn:ietf:params:oauth:token-type:refresh_token"),
                "an ID token",
                        exchange -> exchange.subject(human).requestedType("urn:ietf:params:oauth:token-type:id_token"),
                "a SAML assertion",
                        exchange -> exchange.subject(human).requestedType("urn:ietf:params:oauth:token-type:saml2"),
                "an ID-JAG",
                        exchange -> exchange.subject(human).requestedType("urn:ietf:params:oauth:token-type:id-jag"));
        return asked.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> refused("invalid_request", () -> entry.getValue()
                                .apply(realm.tokens().exchange(planner))
                                .send())))
                .toList();
    }

    @TestFactory
    List<DynamicTest> aRunsTokenIsNotLaunderedByAnOrdinaryClient() {
        String run = realm.tokens().exchange(planner).subject(human()).accessToken();
        String own = realm.tokens()
                .clientCredentials(realm.instanceOf("explorer"), CALENDAR_READ)
                .accessToken();
        List<DynamicTest> tests = new ArrayList<>();
        for (String token : List.of(run, own)) {
            Map<String, UnaryOperator<TokenExchange>> asked = Map.of(
                    "plain", exchange -> exchange.subject(token),
                    "for another subject", exchange -> exchange.subject(token).param("requested_subject", "bob"),
                    "for a refresh token",
                            exchange -> exchange.subject(token)
                                    .requestedType("urn:ietf:params:oauth:token-type:refresh_token"),
                    "for a SAML assertion",
                            exchange -> exchange.subject(token).requestedType("urn:ietf:params:oauth:token-type:saml2"),
                    "as an actor", exchange -> exchange.subject(human()).actor(token),
                    "as an ID token",
                            exchange -> exchange.param("subject_token", token)
                                    .param("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
                    "as a JWT",
                            exchange -> exchange.param("subject_token", token)
                                    .param("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"));
            asked.forEach((how, request) -> tests.add(DynamicTest.dynamicTest(how, () -> {
                Reply reply =
                        request.apply(realm.tokens().exchange(realm.app())).send();
                assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
                assertThat(reply.error()).isIn("actor_unauthorized", "invalid_request");
            })));
        }
        tests.add(DynamicTest.dynamicTest("as an assertion", () -> {
            Reply reply = realm.tokens()
                    .grant("urn:ietf:params:oauth:grant-type:jwt-bearer")
                    .by(realm.app())
                    .param("assertion", run)
                    .send();
            assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            assertThat(reply.string("access_token")).isNull();
        }));
        return tests;
    }

    /** What Keycloak's own delegation scope writes, once a person has agreed to it in the browser: {@code may_act.sub}. */
    @Test
    void keycloaksOwnDelegationNamesAnAgentByItsServiceAccount() {
        realm.admin().scopes().create("for-planner", "planner");
        realm.admin().clients().addOptionalScope("app", "for-planner");
        String unnamed = realm.humanToken(realm.bob(), "for-planner");
        refused(
                "actor_unauthorized",
                () -> realm.tokens().exchange(planner).subject(unnamed).send());
        String id = realm.admin().clients().serviceAccountIdOf("planner");
        realm.admin()
                .scopes()
                .create(Json.object(
                        "name",
                        "names-planner",
                        "protocol",
                        "openid-connect",
                        "protocolMappers",
                        List.of(Mappers.hardcodedClaim("may_act.sub", '"' + id + '"'))));
        realm.admin().clients().addOptionalScope("app", "names-planner");

        String human = realm.humanToken(realm.bob(), "for-planner", "names-planner", CALENDAR_READ);
        JsonNode token =
                Tokens.claims(realm.tokens().exchange(planner).subject(human).accessToken());

        assertThat(Tokens.claims(human).at("/may_act/sub").asText()).isEqualTo(id);
        assertThat(token.at("/act/sub").asText()).isEqualTo(id);
        assertThat(token.has("may_act")).isFalse();
        refused(
                "actor_unauthorized",
                () -> realm.tokens().exchange(realm.app()).subject(human).send());
    }

    @Test
    void ordinaryClientsExchangeAsBefore() {
        Reply reply = realm.tokens()
                .exchange(realm.app())
                .subject(realm.humanToken(realm.alice(), CALENDAR_READ))
                .send();

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(Tokens.claims(reply.accessToken()).has("run")).isFalse();
    }

    @Test
    void aCertifiedAgentsTokenIsBoundToItsCertificateThroughEveryStep() {
        AgentInstance certified = realm.instanceOf("certified");
        String human = realm.humanToken(realm.alice(), agentScope("certified"), CALENDAR_READ);
        String certificate = Certificates.selfSigned();
        refused(
                "invalid_request",
                () -> realm.tokens().exchange(certified).subject(human).send());

        String token = realm.tokens()
                .exchange(with(certified, certificate))
                .subject(human)
                .accessToken();

        String thumbprint = Tokens.claims(token).at("/cnf/x5t#S256").asText();
        assertThat(thumbprint).isNotBlank();
        refused(
                "invalid_request",
                () -> realm.tokens().exchange(certified).subject(token).send());
        refused("invalid_request", () -> realm.tokens()
                .exchange(with(certified, Certificates.selfSigned()))
                .subject(token)
                .send());
        String renewed = realm.tokens()
                .exchange(with(certified, certificate))
                .subject(token)
                .accessToken();
        assertThat(Tokens.claims(renewed).at("/cnf/x5t#S256").asText()).isEqualTo(thumbprint);
        assertThat(realm.tokens()
                        .introspect(realm.calendarApi(), renewed)
                        .body()
                        .path("cnf"))
                .isEqualTo(Tokens.claims(renewed).path("cnf"));
    }

    private static ClientAuthentication with(AgentInstance agent, String certificate) {
        return request -> {
            agent.authenticate(request);
            request.header("X-Client-Cert", certificate);
        };
    }

    private static String human() {
        return realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
    }

    private static void refused(String error, Supplier<Reply> request) {
        new Watched(realm).refuses(400, error, "TOKEN_EXCHANGE_ERROR", request);
    }
}
