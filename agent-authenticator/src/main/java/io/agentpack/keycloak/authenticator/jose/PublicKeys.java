package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads keys that may verify a signature: public, strong enough, meant for it (RFC 7517, RFC 7518 section 6, RFC 8037). */
public final class PublicKeys {
    private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final Map<String, Set<String>> CURVES =
            Map.of("EC", Set.of("P-256", "P-384"), "OKP", Set.of("Ed25519"));
    private static final int ED25519_LENGTH = 32;
    /** Of SubjectPublicKeyInfo (RFC 8410 section 4). */
    private static final int ED25519_SPKI_LENGTH = 12 + ED25519_LENGTH;

    private static final int MIN_RSA_BITS = 2048;
    /** Bounds the work that a key can make; nobody uses longer ones. */
    private static final int MAX_RSA_BITS = 8192;

    private PublicKeys() {}

    /** @throws BadJoseException when the key is private, symmetric, weak, of an unknown kind, or not meant to verify signatures */
    public static JWK read(Map<String, Object> jwk) throws BadJoseException {
        requirePublic(jwk);
        requireKnownKind(jwk);
        requireForVerifying(jwk);
        try {
            JWK key = JWK.parse(jwk);
            requireStrong(key);
            return key;
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            throw new BadJoseException("a key is malformed");
        }
    }

    /** @throws BadJoseException when the key is weak or of an unknown kind */
    public static JWK of(PublicKey key) throws BadJoseException {
        if (key instanceof RSAPublicKey rsa) {
            return read(new RSAKey.Builder(rsa).build().toJSONObject());
        }
        if (key instanceof ECPublicKey ec) {
            Curve curve = Curve.forECParameterSpec(ec.getParams());
            if (curve != null) {
                return read(new ECKey.Builder(curve, ec).build().toJSONObject());
            }
        }
        if (key instanceof EdECPublicKey && key.getEncoded().length == ED25519_SPKI_LENGTH) {
            byte[] spki = key.getEncoded();
            Base64URL x = Base64URL.encode(Arrays.copyOfRange(spki, spki.length - ED25519_LENGTH, spki.length));
            return new OctetKeyPair.Builder(Curve.Ed25519, x).build();
        }
        throw new BadJoseException("a key is of a kind that is not supported");
    }

    private static void requirePublic(Map<String, Object> jwk) throws BadJoseException {
        if ("oct".equals(jwk.get("kty"))) {
            throw new BadJoseException("a key is symmetric");
        }
        if (jwk.keySet().stream().anyMatch(PRIVATE_MEMBERS::contains)) {
            throw new BadJoseException("a key is private");
        }
    }

    /** Whether it is of a kind and on a curve that the pack verifies with; a set may hold others (RFC 7517 section 5). */
    public static boolean isOfKnownKind(Map<String, Object> jwk) {
        try {
            requireKnownKind(jwk);
            return true;
        } catch (BadJoseException e) {
            return "oct".equals(jwk.get("kty")); // never left out silently: a secret in a public set is a leak
        }
    }

    private static void requireKnownKind(Map<String, Object> jwk) throws BadJoseException {
        Object type = jwk.get("kty");
        if (!(type instanceof String text && (text.equals("RSA") || CURVES.containsKey(text)))) {
            throw new BadJoseException("a key is of a kind that is not supported");
        }
        Set<String> curves = CURVES.get(text);
        if (curves != null && !(jwk.get("crv") instanceof String curve && curves.contains(curve))) {
            throw new BadJoseException("a key is on a curve that is not supported");
        }
    }

    private static void requireForVerifying(Map<String, Object> jwk) throws BadJoseException {
        boolean use = Optional.ofNullable(jwk.get("use")).map("sig"::equals).orElse(true);
        boolean operations = Optional.ofNullable(jwk.get("key_ops"))
                .map(ops -> ops instanceof List<?> list && list.contains("verify"))
                .orElse(true);
        if (!use || !operations) {
            throw new BadJoseException("a key is not meant to verify signatures");
        }
    }

    private static void requireStrong(JWK key) throws BadJoseException {
        if (key instanceof RSAKey rsa) {
            int bits = rsa.getModulus().decodeToBigInteger().bitLength();
            if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
                throw new BadJoseException("an RSA key is shorter than 2048 or longer than 8192 bits");
            }
        }
    }
}
