package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;

import com.nimbusds.jose.jwk.ECKey;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Evidence that must not get anybody in. */
class AttestationRefusalsIT {
    private static final String INVALID = "invalid_client_attestation";

    private static TestRealm realm;
    private static AgentInstance nightly;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "attestation")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .agent(AgentSpec.bounded("other", "bob"))
                .agent(AgentSpec.bounded("prod", "bob").with("agent.environment", "production"))
                .agent(AgentSpec.bounded("picky", "bob").with("agent.required-claims", "team=blue"))
                .create();
        nightly = realm.instanceOf("nightly");
    }

    @TestFactory
    List<DynamicTest> badEvidence() {
        long now = Instant.now().getEpochSecond();
        ECKey stranger = SigningKey.fresh();
        Map<String, ClientAuthentication> invalid = new LinkedHashMap<>();
        invalid.put("attestation signed by somebody else", attestation(jwt -> jwt.signedBy(stranger)));
        invalid.put("attestation of another type", attestation(jwt -> jwt.header("typ", "JWT")));
        invalid.put("attestation without type", attestation(jwt -> jwt.withoutHeader("typ")));
        invalid.put("attestation with another algorithm named", attestation(jwt -> jwt.header("alg", "HS256")));
        invalid.put("attestation with a critical header", attestation(jwt -> jwt.header("crit", List.of("x"))));
        invalid.put("attestation without subject", attestation(jwt -> jwt.without("sub")));
        invalid.put("attestation of another agent", attestation(jwt -> jwt.claim("sub", "other")));
        invalid.put("attestation without expiry", attestation(jwt -> jwt.without("exp")));
        invalid.put("attestation without time", attestation(jwt -> jwt.without("iat")));
        invalid.put("attestation from the future", attestation(jwt -> jwt.claim("iat", now + 3600)));
        invalid.put("attestation without key", attestation(jwt -> jwt.without("cnf")));
        invalid.put(
                "attestation with a private key",
                attestation(jwt -> jwt.claim("cnf", Map.of("jwk", nightly.key().toJSONObject()))));
        invalid.put(
                "attestation of an unknown issuer", attestation(jwt -> jwt.claim("iss", "https://nobody.example.org")));
        invalid.put("proof signed with another key", proof(jwt -> jwt.signedBy(stranger)));
        invalid.put("proof of another type", proof(jwt -> jwt.header("typ", "dpop+jwt")));
        invalid.put("proof for another server", proof(jwt -> jwt.claim("aud", "https://elsewhere.example.org")));
        invalid.put(
                "proof for two servers",
                proof(jwt -> jwt.claim("aud", List.of(realm.issuer().toString(), "https://elsewhere.example.org"))));
        invalid.put("proof without id", proof(jwt -> jwt.without("jti")));
        invalid.put("proof without time", proof(jwt -> jwt.without("iat")));
        invalid.put("proof of an hour ago", proof(jwt -> jwt.claim("iat", now - 3600)));
        invalid.put("proof from the future", proof(jwt -> jwt.claim("iat", now + 3600)));
        invalid.put("proof in another's name", proof(jwt -> jwt.claim("iss", "other")));
        invalid.put("nonsense", nightly.presenting("nonsense", "nonsense"));
        invalid.put(
                "an unsigned attestation",
                nightly.presenting(nightly.attestation().unsigned(), good()));
        invalid.put(
                "attestation and proof swapped",
                nightly.presenting(good(), nightly.attestation().sign()));
        invalid.put("the attestation alone", request -> request.param("client_id", "nightly")
                .header("OAuth-Client-Attestation", nightly.attestation().sign()));
        invalid.put("the attestation twice", request -> {
            nightly.authenticate(request);
            request.header("OAuth-Client-Attestation", nightly.attestation().sign());
        });
        invalid.put("a claim that the agent's settings require is missing", realm.instanceOf("picky"));
        invalid.put("an attester that may not vouch for the environment", realm.instanceOf("prod"));
        invalid.put("an attester that nobody configured", Attester.named("acme").instanceOf("nightly"));
        return invalid.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> refused(400, INVALID, entry.getValue())))
                .toList();
    }

    @Test
    void noEvidenceIsAnInvalidClient() {
        refused(401, "invalid_client", request -> request.param("client_id", "nightly"));
    }

    @Test
    void aSecretIsNoEvidence() {
        refused(401, "invalid_client", request -> request.param("client_id", "nightly")
                .param("client_secret", "secret"));
    }

    @Test
    void evidenceThatIsTooOldAsksForFresh() {
        long then = Instant.now().getEpochSecond() - 600;

        refused(400, "use_fresh_attestation", attestation(jwt -> jwt.claim("iat", then)));
        refused(400, "use_fresh_attestation", attestation(jwt -> jwt.claim("iat", then)
                .claim("exp", then + 60)));
    }

    @Test
    void aProofAdmitsOnce() {
        String attestation = nightly.attestation().sign();
        String proof = good();
        realm.tokens()
                .clientCredentials(nightly.presenting(attestation, proof), MAIL_SEND)
                .expect(200);

        refused(400, INVALID, nightly.presenting(attestation, proof));
    }

    @Test
    void anAttestationAdmitsAsOftenAsThereAreProofs() {
        String attestation = nightly.attestation().sign();

        realm.tokens()
                .clientCredentials(nightly.presenting(attestation, good()), MAIL_SEND)
                .expect(200);
        realm.tokens()
                .clientCredentials(nightly.presenting(attestation, good()), MAIL_SEND)
                .expect(200);
    }

    @Test
    void theClientIdMayBeLeftToTheEvidence() {
        realm.tokens()
                .clientCredentials(
                        request -> request.header(
                                        "OAuth-Client-Attestation",
                                        nightly.attestation().sign())
                                .header("OAuth-Client-Attestation-PoP", good()),
                        MAIL_SEND)
                .expect(200);
    }

    @Test
    void theClaimThatSettingsRequireLetsIn() {
        AgentInstance picky = realm.instanceOf("picky");

        realm.tokens()
                .clientCredentials(
                        picky.presenting(jwt -> jwt.claim("team", "blue"), UnaryOperator.identity()), MAIL_SEND)
                .expect(200);
    }

    private static void refused(int status, String error, ClientAuthentication evidence) {
        new Watched(realm).refuses(status, error, "CLIENT_LOGIN_ERROR", () -> realm.tokens()
                .clientCredentials(evidence, MAIL_SEND));
    }

    private static ClientAuthentication attestation(UnaryOperator<JwtDraft> change) {
        return nightly.presenting(change, UnaryOperator.identity());
    }

    private static ClientAuthentication proof(UnaryOperator<JwtDraft> change) {
        return nightly.presenting(UnaryOperator.identity(), change);
    }

    private static String good() {
        return nightly.proof(realm.issuer()).sign();
    }
}
