package io.agentpack.keycloak.authenticator.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignedJwtTest {
    private static final JWK KEY = Forge.key("ES256", "k");
    private static final String GOOD = "{\"typ\":\"t\",\"alg\":\"ES256\",\"kid\":\"k\"}";
    private static final String PAYLOAD = "{\"sub\":\"a\"}";

    @Test
    void readsWhatItIsMeantToRead() throws Exception {
        SignedJwt jwt = SignedJwt.read(Forge.raw(GOOD, PAYLOAD, KEY), "t");

        assertThat(jwt.claims()).containsEntry("sub", "a");
        assertThat(jwt.keyId()).contains("k");
        assertThat(Signatures.isValid(jwt, KEY.toPublicJWK())).isTrue();
        assertThat(Signatures.isValid(jwt, Forge.key("ES256", "k").toPublicJWK()))
                .isFalse();
    }

    static Stream<Arguments> malformed() {
        String good = Forge.raw(GOOD, PAYLOAD, KEY);
        return Stream.of(
                arguments("empty", ""),
                arguments("no JWS", "garbage"),
                arguments("two parts", good.substring(0, good.lastIndexOf('.'))),
                arguments("no signature", good.substring(0, good.lastIndexOf('.') + 1)),
                arguments("four parts", good + ".x"),
                arguments("concatenated form", good + "~" + good),
                arguments("trailing tilde", good + "~"),
                arguments("padding", good + "="),
                arguments("line break", good + "\n"),
                arguments("leading space", " " + good),
                arguments("standard base64", good.replaceFirst("e", "+")),
                arguments("two in one header", good + ", " + good),
                arguments("impossible base64 length", "A.A.A"),
                arguments("too long", Forge.raw(GOOD, "{\"x\":\"" + "a".repeat(16_384) + "\"}", KEY)),
                arguments("header no JSON", Forge.raw("nope", PAYLOAD, KEY)),
                arguments("header null", Forge.raw("null", PAYLOAD, KEY)),
                arguments("header array", Forge.raw("[]", PAYLOAD, KEY)),
                arguments("header twice alg", header(",\"alg\":\"ES256\"")),
                arguments("header trailing", Forge.raw(GOOD + "{}", PAYLOAD, KEY)),
                arguments("crit", header(",\"crit\":[\"x\"],\"x\":1")),
                arguments("empty crit", header(",\"crit\":[]")),
                arguments("b64 false", header(",\"b64\":false")),
                arguments("encrypted", header(",\"enc\":\"A128GCM\"")),
                arguments("compressed", header(",\"zip\":\"DEF\"")),
                arguments("nested by cty", header(",\"cty\":\"JWT\"")),
                arguments("kid no string", header(",\"kid\":7").replace("\"kid\":\"k\",", "")),
                arguments("payload nested JWT", Forge.raw(GOOD, good, KEY)),
                arguments("payload no object", Forge.raw(GOOD, "[]", KEY)),
                arguments("payload null", Forge.raw(GOOD, "null", KEY)),
                arguments("payload claim twice", Forge.raw(GOOD, "{\"sub\":\"a\",\"sub\":\"b\"}", KEY)),
                arguments("payload member twice, deep", Forge.raw(GOOD, "{\"c\":{\"j\":1,\"j\":2}}", KEY)),
                arguments("payload escaped twice", Forge.raw(GOOD, "{\"sub\":\"a\",\"s\\u0075b\":\"b\"}", KEY)),
                arguments(
                        "payload too deep",
                        Forge.raw(GOOD, "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", KEY)),
                arguments("payload trailing", Forge.raw(GOOD, PAYLOAD + PAYLOAD, KEY)),
                arguments("payload not UTF-8", Forge.raw(GOOD, bytes(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d), KEY)),
                arguments("payload UTF-16", Forge.raw(GOOD, PAYLOAD.getBytes(StandardCharsets.UTF_16), KEY)),
                arguments("payload NaN", Forge.raw(GOOD, "{\"iat\":NaN}", KEY)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesWhatIsMalformed(String name, String compact) {
        assertThatThrownBy(() -> SignedJwt.read(compact, "t")).isInstanceOf(BadJoseException.class);
    }

    static Stream<String> algorithms() {
        return Stream.of(
                "\"none\"",
                "\"NONE\"",
                "\"HS256\"",
                "\"HS384\"",
                "\"HS512\"",
                "\"ES512\"",
                "\"ES256K\"",
                "\"RS1\"",
                "\"RS384\"",
                "\"PS512\"",
                "\"dir\"",
                "\"es256\"",
                "\"\"",
                "null",
                "1",
                "[\"ES256\"]");
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void refusesOtherAlgorithms(String algorithm) {
        String compact = Forge.raw("{\"typ\":\"t\",\"alg\":" + algorithm + "}", PAYLOAD, KEY);
        assertThatThrownBy(() -> SignedJwt.read(compact, "t")).hasMessage("alg is not allowed");
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesOtherTypes(String header) {
        String compact = Forge.raw(header, PAYLOAD, KEY);
        assertThatThrownBy(() -> SignedJwt.read(compact, "t")).hasMessage("typ is not t");
    }

    static Stream<String> types() {
        return Stream.of(
                "{\"alg\":\"ES256\"}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"ES256\",\"typ\":\"T\"}",
                "{\"alg\":\"ES256\",\"typ\":null}",
                "{\"alg\":\"ES256\",\"typ\":[\"t\"]}");
    }

    @ParameterizedTest
    @MethodSource("supported")
    void verifiesEachAlgorithmAndNoOtherKey(String algorithm) throws Exception {
        JWK key = Forge.key(algorithm, "k");
        String header = "{\"typ\":\"t\",\"alg\":\"" + algorithm + "\"}";
        SignedJwt jwt = SignedJwt.read(Forge.raw(header, PAYLOAD, key), "t");

        assertThat(Signatures.isValid(jwt, key.toPublicJWK())).isTrue();
        for (String other : Algorithms.NAMES) {
            assertThat(Signatures.isValid(jwt, Forge.key(other, "k").toPublicJWK()))
                    .isFalse();
        }
        String compact = Forge.raw(header, PAYLOAD, key);
        String tampered = compact.replace(
                Base64URL.encode(PAYLOAD).toString(),
                Base64URL.encode("{\"sub\":\"b\"}").toString());
        assertThat(Signatures.isValid(SignedJwt.read(tampered, "t"), key.toPublicJWK()))
                .isFalse();
    }

    static Stream<String> supported() {
        return Algorithms.NAMES.stream();
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws Exception {
        JWK rsa = Forge.key("RS256", "k");
        String signed = Base64URL.encode("{\"typ\":\"t\",\"alg\":\"HS256\"}") + "." + Base64URL.encode(PAYLOAD);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(rsa.toRSAKey().toPublicKey().getEncoded(), "HmacSHA256"));
        String confused = signed + "." + Base64URL.encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> SignedJwt.read(confused, "t")).hasMessage("alg is not allowed");
        SignedJwt relabelled = SignedJwt.read(Forge.raw("{\"typ\":\"t\",\"alg\":\"ES256\"}", PAYLOAD, rsa), "t");
        assertThat(Signatures.isValid(relabelled, rsa.toPublicJWK())).isFalse();
    }

    @Test
    void zeroSignaturesVerifyNothing() throws Exception {
        String signed = Base64URL.encode(GOOD) + "." + Base64URL.encode(PAYLOAD);
        SignedJwt zeros = SignedJwt.read(signed + "." + Base64URL.encode(new byte[64]), "t");
        assertThat(Signatures.isValid(zeros, KEY.toPublicJWK())).isFalse();
    }

    private static String header(String more) {
        return Forge.raw(GOOD.replace("}", more + "}"), PAYLOAD, KEY);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
