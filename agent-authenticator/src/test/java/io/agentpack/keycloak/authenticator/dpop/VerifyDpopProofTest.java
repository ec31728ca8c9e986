package io.agentpack.keycloak.authenticator.dpop;

import static io.agentpack.keycloak.authenticator.dpop.VerifyDpopProof.MAX_AGE;
import static io.agentpack.keycloak.authenticator.dpop.VerifyDpopProof.REPLAY_WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.evidence.Validity;
import io.agentpack.keycloak.authenticator.jose.Algorithms;
import io.agentpack.keycloak.authenticator.jose.Forge;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerifyDpopProofTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
    private static final long SECONDS = NOW.getEpochSecond();
    private static final String URL = "https://id.example/realms/lab/protocol/openid-connect/token";
    private static final JWK KEY = Forge.key("ES256", "i1");
    private static final JWK OTHER = Forge.key("ES256", "i2");

    @Test
    void admitsWhatIsRight() throws JOSEException {
        DpopProof proof = verify(new Jwt());

        assertThat(proof.id()).isEqualTo("d-1");
        assertThat(proof.key().thumbprint()).hasToString(KEY.computeThumbprint().toString());
        assertThat(proof.nonce()).isEmpty();
        assertThat(proof.issuedAt()).isEqualTo(NOW.minusSeconds(1));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                row("another typ", jwt -> jwt.header.put("typ", "jwt"), "typ is not dpop+jwt"),
                row(
                        "typ of a proof of possession",
                        jwt -> jwt.header.put("typ", "oauth-client-attestation-pop+jwt"),
                        "typ"),
                row("no typ", jwt -> jwt.header.remove("typ"), "typ"),
                row("alg none", jwt -> jwt.header.put("alg", "none"), "alg is not allowed"),
                row("a MAC", jwt -> jwt.header.put("alg", "HS256"), "alg is not allowed"),
                row("alg of another kind of key", jwt -> jwt.header.put("alg", "RS256"), "not signed with the key"),
                row("no key", jwt -> jwt.header.remove("jwk"), "jwk is missing"),
                row("a key that is text", jwt -> jwt.header.put("jwk", "key"), "jwk is missing or not an object"),
                row("a private key", jwt -> jwt.header.put("jwk", KEY.toJSONObject()), "a key is private"),
                row("a symmetric key", jwt -> jwt.header.put("jwk", Map.of("kty", "oct", "k", "AAAA")), "symmetric"),
                row("a key for encryption", jwt -> jwt.jwk("use", "enc"), "not meant to verify"),
                row(
                        "a weak key",
                        jwt -> jwt.header.put(
                                "jwk", Forge.rsa(1024).toPublicJWK().toJSONObject()),
                        "shorter"),
                row("a key with an odd certificate", jwt -> jwt.jwk("x5c", "AAAA"), ""),
                row("signed by another", jwt -> jwt.key = OTHER, "not signed with the key"),
                row("crit", jwt -> jwt.header.put("crit", List.of("exp")), "header that is not allowed"),
                row("another method", jwt -> jwt.claims.put("htm", "GET"), "htm is not"),
                row("method in small letters", jwt -> jwt.claims.put("htm", "post"), "htm is not"),
                row("no method", jwt -> jwt.claims.remove("htm"), "htm is missing"),
                row("method a list", jwt -> jwt.claims.put("htm", List.of("POST")), "htm is not a string"),
                row("no address", jwt -> jwt.claims.remove("htu"), "htu is missing"),
                row("another path", jwt -> jwt.claims.put("htu", URL + "/"), "htu is not the address"),
                row("path in capitals", jwt -> jwt.claims.put("htu", URL.replace("token", "TOKEN")), "htu is not"),
                row("another host", jwt -> jwt.claims.put("htu", URL.replace("id.", "is.")), "htu is not the address"),
                row("another port", jwt -> jwt.claims.put("htu", URL.replace(".example", ".example:1")), "htu is not"),
                row("another scheme", jwt -> jwt.claims.put("htu", URL.replace("https", "http")), "htu is not"),
                row("somebody at the host", jwt -> jwt.claims.put("htu", URL.replace("id.", "a@id.")), "htu is not"),
                row("a relative address", jwt -> jwt.claims.put("htu", "/realms/lab"), "htu is not the address"),
                row("a mail address", jwt -> jwt.claims.put("htu", "mailto:a@example.org"), "htu is not the address"),
                row("no address at all", jwt -> jwt.claims.put("htu", "not an address"), "htu is not an address"),
                row("a long address", jwt -> jwt.claims.put("htu", URL + "?" + "a".repeat(2048)), "htu is longer"),
                row("no jti", jwt -> jwt.claims.remove("jti"), "jti is missing"),
                row("jti empty", jwt -> jwt.claims.put("jti", " "), "jti is not a string"),
                row("jti long", jwt -> jwt.claims.put("jti", "x".repeat(257)), "jti is longer"),
                row("no iat", jwt -> jwt.claims.remove("iat"), "iat is missing"),
                row("iat text", jwt -> jwt.claims.put("iat", "" + SECONDS), "iat is not a time"),
                row("iat long ago", jwt -> jwt.claims.put("iat", SECONDS - 21), "iat is too long ago"),
                row("iat in the future", jwt -> jwt.claims.put("iat", SECONDS + 11), "iat is in the future"),
                row("expired", jwt -> jwt.claims.put("exp", SECONDS - 11), "expired"),
                row("nonce a number", jwt -> jwt.claims.put("nonce", 1), "nonce is not a string"),
                row("nonce long", jwt -> jwt.claims.put("nonce", "x".repeat(257)), "nonce is longer"),
                row(
                        "a subject that Keycloak can't read",
                        jwt -> jwt.claims.put("sub", Map.of()),
                        "reads it differently"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refusesWhatIsWrong(String name, Consumer<Jwt> change, String reason) {
        Jwt jwt = new Jwt();
        change.accept(jwt);
        assertRefused(jwt.sign(), reason);
    }

    @Test
    void refusesWhatIsNoJwt() {
        assertRefused("", "not a compact JWS");
        assertRefused("a.b.c", "not ");
        assertRefused(new Jwt().sign() + ", " + new Jwt().sign(), "not a compact JWS");
        assertRefused("a".repeat(20_000), "longer than 16 kB");
    }

    @ParameterizedTest
    @MethodSource("borders")
    void admitsUpToTheBorder(Consumer<Jwt> change) {
        Jwt jwt = new Jwt();
        change.accept(jwt);
        assertThat(verify(jwt).id()).isNotEmpty();
    }

    static Stream<Consumer<Jwt>> borders() {
        return Stream.of(
                jwt -> jwt.claims.put("iat", SECONDS - 20),
                jwt -> jwt.claims.put("iat", SECONDS + 10),
                jwt -> jwt.claims.put("htu", URL + "?a=b#c"),
                jwt -> jwt.claims.put("htu", URL.replace("https://id.example", "HTTPS://ID.Example")),
                jwt -> jwt.claims.put("jti", "x".repeat(256)),
                jwt -> jwt.claims.put("ath", "of no token"),
                jwt -> jwt.header.put("kid", "any"));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void verifiesEachAlgorithm(String algorithm) {
        Jwt jwt = new Jwt();
        jwt.key = Forge.key(algorithm, "i");
        jwt.header.put("alg", algorithm);
        jwt.header.put("jwk", jwt.key.toPublicJWK().toJSONObject());

        assertThat(verify(jwt).id()).isEqualTo("d-1");
    }

    static Stream<String> algorithms() {
        return Algorithms.NAMES.stream();
    }

    @Test
    void tellsTheNonceThatItAnswers() {
        Jwt jwt = new Jwt();
        jwt.claims.put("nonce", "n-1");
        assertThat(verify(jwt).nonce()).contains("n-1");
    }

    @Test
    void remembersAProofAsLongAsItCouldPass() {
        assertThat(REPLAY_WINDOW).isGreaterThan(MAX_AGE.plus(Validity.SKEW));
    }

    private static DpopProof verify(Jwt jwt) {
        return VerifyDpopProof.verify(jwt.sign(), new DpopTarget("POST", URI.create(URL)), NOW);
    }

    private static void assertRefused(String proof, String reason) {
        assertThatThrownBy(() -> VerifyDpopProof.verify(proof, new DpopTarget("POST", URI.create(URL)), NOW))
                .asInstanceOf(type(RefusedException.class))
                .satisfies(refused -> {
                    assertThat(refused.refusal()).isEqualTo(Refusal.DPOP_INVALID);
                    assertThat(refused.reason()).contains(reason);
                });
    }

    private static Arguments row(String name, Consumer<Jwt> change, String reason) {
        return arguments(name, change, reason);
    }

    /** A proof that is right until a test changes it. */
    private static final class Jwt {
        final Map<String, Object> header = new HashMap<>();
        final Map<String, Object> claims = new HashMap<>();
        JWK key = KEY;

        Jwt() {
            header.put("typ", VerifyDpopProof.TYPE);
            header.put("alg", "ES256");
            header.put("jwk", KEY.toPublicJWK().toJSONObject());
            claims.put("jti", "d-1");
            claims.put("htm", "POST");
            claims.put("htu", URL);
            claims.put("iat", SECONDS - 1);
        }

        void jwk(String member, Object value) {
            Map<String, Object> jwk = new HashMap<>(KEY.toPublicJWK().toJSONObject());
            jwk.put(member, value);
            header.put("jwk", jwk);
        }

        String sign() {
            return Forge.jwt(header, claims, key);
        }
    }
}
