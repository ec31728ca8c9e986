package io.agentpack.keycloak.it.refusals;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The key of the instance in an attestation: {@code cnf} (RFC 7800). */
final class InstanceKeyRows {
    private static final String KIND = "cnf: a key is of a kind that is not supported";
    private static final String CURVE = "cnf: a key is on a curve that is not supported";
    private static final String MALFORMED = "cnf: a key is malformed";
    private static final String PURPOSE = "cnf: a key is not meant to verify signatures";
    private static final String PRIVATE = "cnf: a key is private";

    private final AgentInstance nightly;

    InstanceKeyRows(Cast cast) {
        this.nightly = cast.nightly;
    }

    List<Row> rows() {
        Map<String, Object> good = nightly.key().toPublicJWK().toJSONObject();
        return List.of(
                cnf("no cnf", null, "cnf is missing or not an object"),
                cnf("cnf a text", "jwk", "cnf is missing or not an object"),
                cnf("cnf a list", List.of(Map.of("jwk", good)), "cnf is missing or not an object"),
                cnf("cnf empty", Map.of(), "jwk is missing or not an object"),
                cnf("a thumbprint instead of the key", Map.of("jkt", nightly.thumbprint()), "jwk is missing"),
                cnf("a name instead of the key", Map.of("kid", nightly.key().getKeyID()), "jwk is missing"),
                cnf("an address instead of the key", Map.of("jku", "https://x.example.org/"), "jwk is missing"),
                cnf("a certificate instead of the key", Map.of("x5c", List.of("AAAA")), "jwk is missing"),
                cnf("the key as text", Map.of("jwk", Json.write(good)), "jwk is missing or not an object"),
                cnf("a list of keys", Map.of("jwk", List.of(good)), "jwk is missing or not an object"),
                jwk("a private key", nightly.key().toJSONObject(), PRIVATE),
                jwk("a private RSA key", Keys.RSA.toJSONObject(), PRIVATE),
                jwk("an empty private member", with(good, "d", ""), PRIVATE),
                jwk("a factor of an RSA key", with(Keys.RSA.toPublicJWK().toJSONObject(), "p", "AQAB"), PRIVATE),
                jwk("a symmetric key", Map.of("kty", "oct", "k", "AAAA"), "cnf: a key is symmetric"),
                jwk("no kty", without(good, "kty"), KIND),
                jwk("kty of no kind", with(good, "kty", "AKP"), KIND),
                jwk("kty a number", with(good, "kty", 1), KIND),
                jwk("kty of another key", with(good, "kty", "RSA"), MALFORMED),
                jwk("no crv", without(good, "crv"), CURVE),
                jwk("crv P-521", Keys.P521.toPublicJWK().toJSONObject(), CURVE),
                jwk("crv secp256k1", with(good, "crv", "secp256k1"), CURVE),
                jwk("crv of another key", with(good, "crv", "P-384"), MALFORMED),
                jwk("X25519", Map.of("kty", "OKP", "crv", "X25519", "x", "A".repeat(43)), CURVE),
                jwk("Ed25519 cut off", Map.of("kty", "OKP", "crv", "Ed25519", "x", "AAAA"), "not signed with the key"),
                jwk("no x", without(good, "x"), MALFORMED),
                jwk("x a number", with(good, "x", 5), MALFORMED),
                jwk("a point that is not on the curve", with(good, "x", good.get("y")), MALFORMED),
                jwk("the point at infinity", with(with(good, "x", "AA"), "y", "AA"), MALFORMED),
                jwk("use enc", with(good, "use", "enc"), PURPOSE),
                jwk("use of a bundle", with(good, "use", "jwt-svid"), PURPOSE),
                jwk("key_ops to sign", with(good, "key_ops", List.of("sign")), PURPOSE),
                jwk("key_ops a text", with(good, "key_ops", "verify"), PURPOSE),
                jwk("a weak RSA key", Keys.WEAK_RSA.toPublicJWK().toJSONObject(), "cnf: an RSA key is shorter"),
                jwk("an RSA key of 9,000 bits", longRsa(), "cnf: an RSA key is shorter than 2048 or longer"),
                jwk("RSA with exponent 1", exponent(1), "not signed with the key of the attestation"),
                jwk("somebody else's key", Keys.P384.toPublicJWK().toJSONObject(), "not signed with the key"),
                jwk("the key for another algorithm", with(good, "alg", "ES384"), "not signed with the key"));
    }

    private Row jwk(String name, Map<String, Object> jwk, String reason) {
        return cnf(name, Map.of("jwk", jwk), reason);
    }

    private Row cnf(String name, Object cnf, String reason) {
        return Row.invalid(
                name,
                nightly.presenting(
                        jwt -> cnf == null ? jwt.without("cnf") : jwt.claim("cnf", cnf), UnaryOperator.identity()),
                reason);
    }

    private static Map<String, Object> longRsa() {
        byte[] modulus = new byte[9000 / 8];
        java.util.Arrays.fill(modulus, (byte) 0xff);
        return with(
                Keys.RSA.toPublicJWK().toJSONObject(),
                "n",
                Base64URL.encode(modulus).toString());
    }

    private static Map<String, Object> exponent(int e) {
        RSAKey key = Keys.RSA.toPublicJWK();
        return with(
                key.toJSONObject(), "e", Base64URL.encode(new byte[] {(byte) e}).toString());
    }

    private static Map<String, Object> with(Map<String, Object> jwk, String member, Object value) {
        Map<String, Object> copy = new HashMap<>(jwk);
        copy.put(member, value);
        return copy;
    }

    private static Map<String, Object> without(Map<String, Object> jwk, String member) {
        Map<String, Object> copy = new HashMap<>(jwk);
        copy.remove(member);
        return copy;
    }
}
