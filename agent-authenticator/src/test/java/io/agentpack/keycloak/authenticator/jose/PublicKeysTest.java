package io.agentpack.keycloak.authenticator.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.JWK;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PublicKeysTest {
    private static final JWK EC = Forge.key("ES256", "ec");
    private static final JWK RSA = Forge.key("RS256", "rsa");

    @ParameterizedTest
    @MethodSource("good")
    void readsPublicKeys(JWK key) throws Exception {
        assertThat(PublicKeys.read(key.toPublicJWK().toJSONObject())).isEqualTo(key.toPublicJWK());
    }

    static Stream<JWK> good() {
        return Stream.of(EC, RSA, Forge.key("ES384", "x"), Forge.key("EdDSA", "x"), Forge.rsa(3072));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("whole private EC", EC.toJSONObject(), "a key is private"),
                arguments("whole private RSA", RSA.toJSONObject(), "a key is private"),
                arguments("only d", with(EC, "d", "AQ"), "a key is private"),
                arguments("only p", with(RSA, "p", "AQ"), "a key is private"),
                arguments("only oth", with(RSA, "oth", List.of()), "a key is private"),
                arguments("d that is no string", with(EC, "d", null), "a key is private"),
                arguments("symmetric", Map.of("kty", "oct", "k", "AAAA"), "a key is symmetric"),
                arguments("EC with k", with(EC, "k", "AAAA"), "a key is private"),
                arguments("1024 bit RSA", Forge.rsa(1024).toPublicJWK().toJSONObject(), "an RSA key is shorter"),
                arguments("no kty", without(EC, "kty"), "kind that is not supported"),
                arguments("kty no string", with(EC, "kty", 1), "kind that is not supported"),
                arguments("unknown kty", with(EC, "kty", "AKP"), "kind that is not supported"),
                arguments("P-521", with(EC, "crv", "P-521"), "curve that is not supported"),
                arguments("secp256k1", with(EC, "crv", "secp256k1"), "curve that is not supported"),
                arguments("no crv", without(EC, "crv"), "curve that is not supported"),
                arguments("X25519", Map.of("kty", "OKP", "crv", "X25519", "x", "AAAA"), "curve that is not supported"),
                arguments("not on its curve", with(EC, "x", EC.toECKey().getY().toString()), "malformed"),
                arguments("no x", without(EC, "x"), "malformed"),
                arguments("x no string", with(EC, "x", 5), "malformed"),
                arguments("no modulus", without(RSA, "n"), "malformed"),
                arguments("for encryption", with(EC, "use", "enc"), "not meant to verify"),
                arguments("for other operations", with(EC, "key_ops", List.of("sign")), "not meant to verify"),
                arguments("operations no list", with(EC, "key_ops", "verify"), "not meant to verify"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void refusesOthers(String name, Map<String, Object> jwk, String message) {
        assertThatThrownBy(() -> PublicKeys.read(jwk))
                .isInstanceOf(BadJoseException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, Object> with(JWK key, String member, Object value) {
        Map<String, Object> jwk = new HashMap<>(key.toPublicJWK().toJSONObject());
        jwk.put(member, value);
        return jwk;
    }

    private static Map<String, Object> without(JWK key, String member) {
        Map<String, Object> jwk = new HashMap<>(key.toPublicJWK().toJSONObject());
        jwk.remove(member);
        return jwk;
    }
}
