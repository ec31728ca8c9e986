package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.INSTANCE_KEY;
import static io.agentpack.keycloak.authenticator.evidence.Bench.NOW;
import static io.agentpack.keycloak.authenticator.evidence.Bench.agent;
import static io.agentpack.keycloak.authenticator.evidence.Bench.assertRefused;
import static io.agentpack.keycloak.authenticator.evidence.Bench.attestation;
import static io.agentpack.keycloak.authenticator.evidence.Bench.attester;
import static io.agentpack.keycloak.authenticator.evidence.Bench.proof;
import static io.agentpack.keycloak.authenticator.evidence.Bench.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.authenticator.evidence.Bench.Jwt;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WitSvidRulesTest {
    private static final String ID = "spiffe://example.org/agent/planner";
    private static final AgentProfile AGENT = agent(AgentAttributes.ATTESTED_SUBJECT, ID);

    @Test
    void admitsAnSvidWithAProof() {
        Attestation attestation = verify(svid(), AGENT, trusting("spiffe://example.org"));

        assertThat(attestation.keyThumbprint()).isEqualTo(attestation.instance().id());
        assertThat(VerifyPossession.verify(proof().sign(), attestation, AGENT, Bench.REALM, NOW)
                        .id())
                .isEqualTo("proof-1");
    }

    @Test
    void whereManyAreAdmittedTheNameIsTheInstance() {
        AgentProfile many = agent(AgentAttributes.ATTESTED_SUBJECT, "spiffe://example.org/agent/*");

        assertThat(verify(svid(), many, trusting("spiffe://example.org"))
                        .instance()
                        .id())
                .isEqualTo(ID);
    }

    @Test
    void theProofUsesTheAlgorithmOfTheKey() {
        Jwt svid = svid();
        confirm(svid, "ES384");
        Attestation attestation = verify(svid, AGENT, trusting("spiffe://example.org"));

        assertThatThrownBy(() -> VerifyPossession.verify(proof().sign(), attestation, AGENT, Bench.REALM, NOW))
                .hasMessageContaining("not signed with the key");
    }

    static Stream<Arguments> unlike() {
        return Stream.of(
                row("kid is missing", jwt -> {
                    jwt.header.remove("kid");
                    jwt.with("iss", "https://spire.example.org");
                }),
                row("aud is there", jwt -> jwt.with("aud", Bench.REALM)),
                row("the key has no alg", jwt -> confirm(jwt, null)),
                row("cnf is missing", jwt -> jwt.claims.remove("cnf")),
                row("sub is not what", jwt -> jwt.with("sub", "spiffe://example.org/agent/other")),
                row("exp is missing", jwt -> jwt.claims.remove("exp")),
                row("issues other evidence", jwt -> jwt.header.put("typ", ClientAttestationRules.TYPE)),
                row("typ is not", jwt -> jwt.header.put("typ", "JWT")),
                row("typ is not", jwt -> jwt.header.remove("typ")),
                row("typ is not", jwt -> jwt.header.put("typ", "wpt+jwt")));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("unlike")
    void refusesWhatIsWrong(String reason, Consumer<Jwt> change) {
        Jwt jwt = svid();
        change.accept(jwt);
        assertRefused(Refusal.EVIDENCE_INVALID, reason, jwt, AGENT, trusting("spiffe://example.org"));
    }

    @Test
    void isOfTheAttestersTrustDomain() {
        assertRefused(Refusal.EVIDENCE_INVALID, "trust domain", svid(), AGENT, trusting("spiffe://example.com"));
        assertRefused(Refusal.EVIDENCE_INVALID, "issues other evidence", svid(), AGENT, attester());
    }

    private static Attester trusting(String trustDomain) {
        return attester(settings -> {
            settings.format = Format.WIT_SVID;
            settings.issuer = Optional.of(trustDomain);
        });
    }

    private static Jwt svid() {
        Jwt jwt = attestation().with("sub", ID);
        jwt.header.put("typ", "wit+jwt");
        confirm(jwt, "ES256");
        return jwt;
    }

    private static void confirm(Jwt jwt, String algorithm) {
        Map<String, Object> jwk = new HashMap<>(INSTANCE_KEY.toPublicJWK().toJSONObject());
        jwk.put("alg", algorithm);
        if (algorithm == null) {
            jwk.remove("alg");
        }
        jwt.with("cnf", Map.of("jwk", jwk));
    }

    private static Arguments row(String reason, Consumer<Jwt> change) {
        return arguments(reason, change);
    }
}
