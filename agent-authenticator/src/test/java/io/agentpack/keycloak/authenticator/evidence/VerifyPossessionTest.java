package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.jose.Algorithms;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerifyPossessionTest {
    private static final long SECONDS = NOW.getEpochSecond();

    @Test
    void admitsWhatIsRight() {
        assertThat(verify(proof(), agent()))
                .isEqualTo(new Possession("proof-1", NOW.minusSeconds(1), Optional.empty()));
    }

    static Stream<Arguments> unlike() {
        return Stream.of(
                row("wrong type", jwt -> jwt.header.put("typ", "dpop+jwt"), "typ is not"),
                row("type of the attestation", jwt -> jwt.header.put("typ", ClientAttestationRules.TYPE), "typ is not"),
                row("alg none", jwt -> jwt.header.put("alg", "none"), "alg is not allowed"),
                row("alg HS256", jwt -> jwt.header.put("alg", "HS256"), "alg is not allowed"),
                row("alg of another key kind", jwt -> jwt.header.put("alg", "EdDSA"), "not signed with the key"),
                row("b64 false", jwt -> jwt.header.put("b64", false), "header that is not allowed"),
                row("signed by the attester", jwt -> jwt.key = ATTESTER_KEY, "not signed with the key"),
                row("signed by another copy", VerifyPossessionTest::otherKey, "not signed with the key"),
                row("no aud", jwt -> jwt.claims.remove("aud"), "aud is not this realm"),
                row("aud of another realm", jwt -> jwt.with("aud", REALM + "2"), "aud is not this realm"),
                row("aud with slash", jwt -> jwt.with("aud", REALM + "/"), "aud is not this realm"),
                row("aud token endpoint", jwt -> jwt.with("aud", REALM + "/protocol"), "aud is not this realm"),
                row("aud in capitals", jwt -> jwt.with("aud", REALM.toUpperCase()), "aud is not this realm"),
                row("two aud", jwt -> jwt.with("aud", List.of(REALM, "https://x")), "aud is not this realm"),
                row("same aud twice", jwt -> jwt.with("aud", List.of(REALM, REALM)), "aud is not this realm"),
                row("empty aud", jwt -> jwt.with("aud", List.of()), "aud is not this realm"),
                row("aud number", jwt -> jwt.with("aud", 1), "aud is not a string"),
                row("no jti", jwt -> jwt.claims.remove("jti"), "jti is missing"),
                row("jti empty", jwt -> jwt.with("jti", ""), "jti is not a string"),
                row("jti number", jwt -> jwt.with("jti", 12), "jti is not a string"),
                row("jti long", jwt -> jwt.with("jti", "x".repeat(257)), "jti is longer"),
                row("no iat", jwt -> jwt.claims.remove("iat"), "iat is missing"),
                row("iat text", jwt -> jwt.with("iat", "" + SECONDS), "iat is not a time"),
                row("iat long ago", jwt -> jwt.with("iat", SECONDS - 61), "iat is too long ago"),
                row("iat in the future", jwt -> jwt.with("iat", SECONDS + 11), "iat is in the future"),
                row("iat in milliseconds", jwt -> jwt.with("iat", SECONDS * 1000), "iat is "),
                row("exp passed", jwt -> jwt.with("exp", SECONDS - 11), "expired"),
                row("nbf in the future", jwt -> jwt.with("nbf", SECONDS + 11), "nbf is in the future"),
                row("iss of another client", jwt -> jwt.with("iss", "worker"), "iss is not the client"),
                row("iss no string", jwt -> jwt.with("iss", Map.of()), "iss is not a string"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unlike")
    void refusesWhatIsWrong(String name, Consumer<Jwt> change, String reason) {
        Jwt jwt = proof();
        change.accept(jwt);
        assertRefused(Refusal.EVIDENCE_INVALID, reason, jwt, agent());
    }

    @ParameterizedTest
    @MethodSource("borders")
    void admitsUpToTheBorder(Consumer<Jwt> change) {
        Jwt jwt = proof();
        change.accept(jwt);
        assertThat(verify(jwt, agent()).id()).isNotEmpty();
    }

    static Stream<Consumer<Jwt>> borders() {
        return Stream.of(
                jwt -> jwt.with("iat", SECONDS - 60),
                jwt -> jwt.with("iat", SECONDS + 10),
                jwt -> jwt.with("iss", "planner"),
                jwt -> jwt.with("aud", List.of(REALM)),
                jwt -> jwt.with("jti", "x".repeat(256)),
                jwt -> jwt.with("challenge", "whatever"),
                jwt -> jwt.header.remove("kid"));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void verifiesEachAlgorithm(String algorithm) {
        JWK key = Forge.key(algorithm, "i");
        Jwt jwt = proof().signedWith(key);
        jwt.header.put("alg", algorithm);
        String attestation = attestation()
                .with("cnf", Map.of("jwk", key.toPublicJWK().toJSONObject()))
                .sign();

        Attestation verified = VerifyAttestation.verify(attestation, agent(), List.of(attester()), NOW);
        assertThat(VerifyPossession.verify(jwt.sign(), verified, agent(), REALM, NOW)
                        .id())
                .isEqualTo("proof-1");
    }

    static Stream<String> algorithms() {
        return Algorithms.NAMES.stream();
    }

    @Test
    void tellsTheChallengeThatItAnswers() {
        assertThat(verify(proof().with("challenge", "c-1"), agent()).challenge())
                .contains("c-1");
        assertRefused(Refusal.EVIDENCE_INVALID, "challenge is not a string", proof().with("challenge", 1), agent());
    }

    @Test
    void remembersAProofAsLongAsItCouldPass() {
        assertThat(VerifyPossession.REPLAY_WINDOW).isGreaterThan(Validity.PROOF_MAX_AGE.plus(Validity.SKEW));
    }

    private static Possession verify(Jwt proof, AgentProfile agent) {
        Attestation attestation = VerifyAttestation.verify(attestation().sign(), agent, List.of(attester()), NOW);
        return VerifyPossession.verify(proof.sign(), attestation, agent, REALM, NOW);
    }

    private static void assertRefused(Refusal refusal, String reason, Jwt jwt, AgentProfile agent) {
        assertThatThrownBy(() -> verify(jwt, agent))
                .asInstanceOf(type(RefusedException.class))
                .satisfies(refused -> {
                    assertThat(refused.refusal()).isEqualTo(refusal);
                    assertThat(refused.reason()).contains(reason);
                });
    }

    private static Arguments row(String name, Consumer<Jwt> change, String reason) {
        return arguments(name, change, reason);
    }

    private static void otherKey(Jwt jwt) {
        jwt.key = Forge.key("ES256", "i1");
        jwt.header.put("jwk", jwt.key.toPublicJWK().toJSONObject());
    }
}
