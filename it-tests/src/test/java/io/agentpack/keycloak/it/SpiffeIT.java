package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.Platforms.SVID;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Workloads of a SPIFFE trust domain, with the keys of its bundle: who has a WIT-SVID, and who has something else. */
class SpiffeIT {
    private static final String DOMAIN = "spiffe://example.org";
    private static TrustDomain domain;
    private static TestRealm realm;
    private static AgentInstance workload;

    @BeforeAll
    static void prepare() throws IOException {
        domain = TrustDomain.publish(DOMAIN);
        realm = TestRealm.in(Keycloak.shared(), "spiffe")
                .agent(agent("workload", SVID, "wit"))
                .agent(agent("any-workload", DOMAIN + "/agent/*", "wit"))
                .agent(agent("with-jwt", SVID, "jwt"))
                .create();
        realm.admin()
                .components()
                .create(domain.component("wit", "wit-svid", realm.server()))
                .expect(201);
        realm.admin()
                .components()
                .create(domain.component("jwt", "jwt-svid", realm.server()))
                .expect(201);
        workload = new Attester("wit", DOMAIN, domain.wit()).instanceOf("workload");
    }

    @AfterAll
    static void close() {
        domain.close();
    }

    @Test
    void aWitSvidWithAProofOfPossession() {
        Reply reply = start(svid(UnaryOperator.identity())).expect(200);

        assertThat(Tokens.claims(reply.accessToken()).at("/client_instance/iss").asText())
                .isEqualTo(DOMAIN);
        assertThat(realm.admin()
                        .events()
                        .last("CLIENT_LOGIN")
                        .at("/details/agent_attester")
                        .asText())
                .isEqualTo("wit");
    }

    @Test
    void aWitSvidWithADpopProofOfItsKey() {
        Reply reply = start(request -> request.param("client_id", "workload")
                        .header("OAuth-Client-Attestation", draft(workload).sign())
                        .header("DPoP", workload.dpop("POST", request.url()).sign()))
                .expect(200);

        assertThat(Tokens.claims(reply.accessToken()).at("/cnf/jkt").asText()).isEqualTo(workload.thumbprint());
    }

    @Test
    void aKeyThatIsStillPublishedStillSigns() {
        start(svid(jwt -> jwt.signedBy(domain.formerWit())
                        .header("kid", domain.formerWit().getKeyID())))
                .expect(200);
    }

    @Test
    void anAgentOfManyWorkloadsKnowsThemByTheirIds() {
        AgentInstance any = new Attester("wit", DOMAIN, domain.wit()).instanceOf("any-workload");

        Reply reply = start(any.presenting(
                        jwt -> draft(any).claim("sub", DOMAIN + "/agent/weekly"), UnaryOperator.identity()))
                .expect(200);

        assertThat(Tokens.claims(reply.accessToken()).at("/client_instance/id").asText())
                .isEqualTo(DOMAIN + "/agent/weekly");
    }

    @Test
    void theBundlesOtherKeysAreForOtherSvids() {
        Platform jwt = new Platform("jwt", "jwt-svid", DOMAIN, domain.jwt(), Map.of("sub", SVID));
        AgentInstance bearer = realm.instanceOf("with-jwt");
        start(jwt.vouchingFor(bearer)).expect(200);

        refused("has no such key", jwt.vouchingFor(bearer, token -> token.signedBy(domain.wit())
                .header("kid", domain.wit().getKeyID())));
        refused("has no such key", svid(wit -> wit.signedBy(domain.jwt())
                .header("kid", domain.jwt().getKeyID())));
    }

    @TestFactory
    List<DynamicTest> whatIsNoWitSvid() {
        return List.of(
                wrong("an audience", jwt -> jwt.claim("aud", realm.issuer().toString()), "aud is there"),
                wrong("no kid", jwt -> jwt.withoutHeader("kid").header("x5c", List.of("AAAA")), "kid is missing"),
                wrong("a key without alg", jwt -> jwt.claim("cnf", Map.of("jwk", key(null))), "the key has no alg"),
                wrong("a key for another alg", jwt -> jwt.claim("cnf", Map.of("jwk", key("ES384"))), "not signed with"),
                wrong("a trust domain alone", jwt -> jwt.claim("sub", DOMAIN), "sub is not what"),
                wrong("another trust domain", jwt -> jwt.claim("sub", SVID.replace(".org", ".com")), "sub is not what"),
                wrong("a client id", jwt -> jwt.claim("sub", "workload"), "sub is not what"),
                wrong("a client attestation", jwt -> jwt.header("typ", "oauth-client-attestation+jwt"), "issues other"),
                wrong("typ of a JWT-SVID", jwt -> jwt.header("typ", "JWT"), "typ is not"),
                wrong("signed by a stranger", jwt -> jwt.signedBy(SigningKey.fresh()), "has not signed this"),
                wrong("no key", jwt -> jwt.without("cnf"), "cnf is missing"));
    }

    private static DynamicTest wrong(String name, UnaryOperator<JwtDraft> change, String reason) {
        return DynamicTest.dynamicTest(name, () -> refused(reason, svid(change)));
    }

    private static ClientAuthentication svid(UnaryOperator<JwtDraft> change) {
        return workload.presenting(attestation -> change.apply(draft(workload)), UnaryOperator.identity());
    }

    /** As a Workload API gives it out: no iss, no iat beyond what is needed, the key with its algorithm. */
    private static JwtDraft draft(AgentInstance instance) {
        return instance.attestation()
                .header("typ", "wit+jwt")
                .without("iss")
                .without("client_instance_id")
                .claim("sub", SVID)
                .claim("jti", UUID.randomUUID().toString())
                .claim("cnf", Map.of("jwk", key(instance, "ES256")));
    }

    private static Map<String, Object> key(String algorithm) {
        return key(workload, algorithm);
    }

    private static Map<String, Object> key(AgentInstance instance, String algorithm) {
        Map<String, Object> jwk = new HashMap<>(instance.key().toPublicJWK().toJSONObject());
        jwk.remove("alg");
        if (algorithm != null) {
            jwk.put("alg", algorithm);
        }
        return jwk;
    }

    private static AgentSpec agent(String name, String subject, String attester) {
        return AgentSpec.bounded(name, "bob").with("agent.attesters", attester).with("agent.attested-subject", subject);
    }

    private static Reply start(ClientAuthentication evidence) {
        return realm.tokens().clientCredentials(evidence, MAIL_SEND);
    }

    private static void refused(String reason, ClientAuthentication evidence) {
        new Watched(realm).refuses(400, "invalid_client_attestation", "CLIENT_LOGIN_ERROR", () -> start(evidence));
        assertThat(realm.admin()
                        .events()
                        .last("CLIENT_LOGIN_ERROR")
                        .at("/details/reason")
                        .asText())
                .contains(reason);
    }
}
