package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.jose.Algorithms;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.agent.AgentInstance;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerifyAttestationTest {
    private static final long SECONDS = NOW.getEpochSecond();

    @Test
    void admitsWhatIsRight() throws Exception {
        Attestation verified = verify(attestation(), agent(), attester());

        assertThat(verified.attester().name()).isEqualTo("lab");
        assertThat(verified.keyThumbprint())
                .isEqualTo(INSTANCE_KEY.computeThumbprint().toString());
        assertThat(verified.instance()).isEqualTo(new AgentInstance("lab", verified.keyThumbprint()));
        assertThat(verified.attestedAt()).isEqualTo(NOW.minusSeconds(5));
        assertThat(verified.platformRun()).isEmpty();
    }

    static Stream<Arguments> unlike() {
        return Stream.of(
                row("wrong type", jwt -> jwt.header.put("typ", "JWT"), "typ is not"),
                row("type of the proof", jwt -> jwt.header.put("typ", VerifyPossession.TYPE), "typ is not"),
                row("alg none", jwt -> jwt.header.put("alg", "none"), "alg is not allowed"),
                row("alg HS256", jwt -> jwt.header.put("alg", "HS256"), "alg is not allowed"),
                row("alg of another key kind", jwt -> jwt.header.put("alg", "RS256"), "has not signed this"),
                row("no alg", jwt -> jwt.header.remove("alg"), "alg is not allowed"),
                row("crit", jwt -> jwt.header.put("crit", List.of("exp")), "header that is not allowed"),
                row("nested", jwt -> jwt.header.put("cty", "JWT"), "header that is not allowed"),
                row("unknown key", jwt -> jwt.header.put("kid", "other"), "no such key"),
                row("kid no string", jwt -> jwt.header.put("kid", 1), "kid is not a string"),
                row("neither iss nor kid", jwt -> jwt.header.remove("kid"), "names neither issuer nor key"),
                row("signed by somebody else", jwt -> jwt.key = INSTANCE_KEY, "has not signed this"),
                row("own key in the header", VerifyAttestationTest::embedKey, "has not signed this"),
                row("no sub", jwt -> jwt.claims.remove("sub"), "sub is missing"),
                row("other sub", jwt -> jwt.with("sub", "worker"), "sub is not what"),
                row("sub with space", jwt -> jwt.with("sub", "planner "), "sub is not what"),
                row("sub in capitals", jwt -> jwt.with("sub", "Planner"), "sub is not what"),
                row("sub list", jwt -> jwt.with("sub", List.of("planner")), "sub is not a string"),
                row("sub empty", jwt -> jwt.with("sub", ""), "sub is not a string"),
                row("sub null", jwt -> jwt.with("sub", null), "sub is not a string"),
                row("no exp", jwt -> jwt.claims.remove("exp"), "exp is missing"),
                row("exp text", jwt -> jwt.with("exp", "9999999999"), "exp is not a time"),
                row("exp null", jwt -> jwt.with("exp", null), "exp is not a time"),
                row("exp beyond time", jwt -> jwt.with("exp", BigInteger.TEN.pow(400)), "exp is not a time"),
                row("exp after 9999", jwt -> jwt.with("exp", 253_402_300_800L), "exp is not a time"),
                row("no iat", jwt -> jwt.claims.remove("iat"), "iat is missing"),
                row("iat negative", jwt -> jwt.with("iat", -1), "iat is not a time"),
                row("iat text", jwt -> jwt.with("iat", "now"), "iat is not a time"),
                row("iat in the future", jwt -> jwt.with("iat", SECONDS + 11), "iat is in the future"),
                row("nbf in the future", jwt -> jwt.with("nbf", SECONDS + 11), "nbf is in the future"),
                row("no cnf", jwt -> jwt.claims.remove("cnf"), "cnf is missing"),
                row("cnf text", jwt -> jwt.with("cnf", "key"), "cnf is missing or not"),
                row("cnf jkt only", jwt -> jwt.with("cnf", Map.of("jkt", "x")), "jwk is missing"),
                row("cnf jwk list", jwt -> jwt.with("cnf", Map.of("jwk", List.of())), "jwk is missing or not"),
                row("private cnf", jwt -> confirm(jwt, INSTANCE_KEY.toJSONObject()), "cnf: a key is private"),
                row("symmetric cnf", jwt -> confirm(jwt, Map.of("kty", "oct", "k", "AA")), "cnf: a key is symmetric"),
                row(
                        "weak cnf",
                        jwt -> confirm(jwt, Forge.rsa(1024).toPublicJWK().toJSONObject()),
                        "cnf: an RSA key"),
                row(
                        "other curve",
                        jwt -> confirm(jwt, Map.of("kty", "EC", "crv", "P-521")),
                        "cnf: a key is on a curve"),
                row("instance id empty", jwt -> jwt.with("client_instance_id", " "), "not a string, or empty"),
                row("instance id number", jwt -> jwt.with("client_instance_id", 7), "not a string, or empty"),
                row("instance id long", jwt -> jwt.with("client_instance_id", "x".repeat(257)), "longer than 256"),
                row("instance id NUL", jwt -> jwt.with("client_instance_id", "a\0b"), "control characters"),
                row("instance id lines", jwt -> jwt.with("client_instance_id", "a\nb"), "control characters"),
                row("iss no string", jwt -> jwt.with("iss", 5), "iss is not a string"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unlike")
    void refusesWhatIsWrong(String name, Consumer<Jwt> change, String reason) {
        Jwt jwt = attestation();
        change.accept(jwt);
        assertRefused(Refusal.EVIDENCE_INVALID, reason, jwt, agent(), attester());
    }

    @ParameterizedTest
    @MethodSource("old")
    void asksForFreshEvidence(Consumer<Jwt> change, String reason) {
        Jwt jwt = attestation();
        change.accept(jwt);
        assertRefused(Refusal.EVIDENCE_STALE, reason, jwt, agent(), attester());
    }

    static Stream<Arguments> old() {
        return Stream.of(
                arguments((Consumer<Jwt>) jwt -> jwt.with("exp", SECONDS - 11), "expired"),
                arguments((Consumer<Jwt>) jwt -> jwt.with("exp", 0), "expired"),
                arguments((Consumer<Jwt>) jwt -> jwt.with("iat", SECONDS - 301), "maximum age"),
                arguments((Consumer<Jwt>) jwt -> jwt.with("iat", 0), "maximum age"));
    }

    @ParameterizedTest
    @MethodSource("borders")
    void admitsUpToTheBorder(Consumer<Jwt> change) {
        Jwt jwt = attestation();
        change.accept(jwt);
        assertThat(verify(jwt, agent(), attester())).isNotNull();
    }

    static Stream<Consumer<Jwt>> borders() {
        return Stream.of(
                jwt -> jwt.with("exp", SECONDS - 10),
                jwt -> jwt.with("iat", SECONDS + 10),
                jwt -> jwt.with("iat", SECONDS - 300),
                jwt -> jwt.with("iat", SECONDS - 1.5),
                jwt -> jwt.with("nbf", SECONDS + 10),
                jwt -> jwt.with("client_instance_id", "x".repeat(256)),
                jwt -> jwt.with("anything", Map.of("else", 1)),
                jwt -> jwt.with("aud", "https://elsewhere"),
                jwt -> jwt.header.put("jku", "https://evil.example/keys"));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void verifiesEachAlgorithm(String algorithm) {
        JWK key = Forge.key(algorithm, "k");
        Jwt jwt = attestation().signedWith(key);
        jwt.header.put("alg", algorithm);

        assertThat(verify(jwt, agent(), attester(key))).isNotNull();
        Attester forbids = attester(settings -> settings.algorithms = without(algorithm), key);
        assertRefused(Refusal.EVIDENCE_INVALID, "may not use " + algorithm, jwt, agent(), forbids);
    }

    static Stream<String> algorithms() {
        return Algorithms.NAMES.stream();
    }

    @Test
    void choosesTheAttesterByIssuer() {
        Attester named = attester(settings -> settings.issuer = Optional.of("https://lab.example"));
        Jwt jwt = attestation().with("iss", "https://lab.example");

        assertThat(verify(jwt, agent(), named).instance().issuer()).isEqualTo("https://lab.example");
        assertThat(verify(attestation(), agent(), named)).isNotNull();
        assertThat(verify(jwt, agent(), attester()).instance().issuer()).isEqualTo("lab");
        jwt.header.remove("kid");
        assertThat(verify(jwt, agent(), named)).isNotNull();
        assertRefused(Refusal.EVIDENCE_INVALID, "another issuer", jwt.with("iss", "https://x"), agent(), named);
    }

    @Test
    void looksAmongAllAttestersOfTheAgent() {
        Attester other = attester(Forge.key("ES256", "a1"));
        assertThat(VerifyAttestation.verify(attestation().sign(), agent(), List.of(other, attester()), NOW))
                .isNotNull();
        assertThatThrownBy(() -> VerifyAttestation.verify(attestation().sign(), agent(), List.of(), NOW))
                .hasMessageContaining("the agent has no attester");
    }

    private static Arguments row(String name, Consumer<Jwt> change, String reason) {
        return arguments(name, change, reason);
    }

    private static void confirm(Jwt jwt, Map<String, Object> jwk) {
        jwt.with("cnf", Map.of("jwk", jwk));
    }

    private static void embedKey(Jwt jwt) {
        jwt.key = INSTANCE_KEY;
        jwt.header.put("jwk", INSTANCE_KEY.toPublicJWK().toJSONObject());
    }

    private static Set<String> without(String algorithm) {
        return Set.copyOf(Algorithms.NAMES.stream()
                .filter(name -> !name.equals(algorithm))
                .toList());
    }
}
