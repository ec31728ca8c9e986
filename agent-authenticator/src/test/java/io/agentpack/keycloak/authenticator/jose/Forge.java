package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Makes keys and JWTs, good and bad, with real signatures. */
public final class Forge {
    private static final Map<JWK, KeyPair> ED25519 = new HashMap<>();

    private Forge() {}

    /** A private key for the algorithm. Made once for each: RSA keys take long. */
    public static JWK key(String algorithm, String keyId) {
        try {
            return switch (algorithm) {
                case "ES256" -> new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
                case "ES384" -> new ECKeyGenerator(Curve.P_384).keyID(keyId).generate();
                case "EdDSA" -> ed25519(keyId);
                default -> new RSAKeyGenerator(2048).keyID(keyId).generate();
            };
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JWK rsa(int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String jwt(Map<String, Object> header, Map<String, Object> claims, JWK key) {
        return raw(JSONObjectUtils.toJSONString(header), JSONObjectUtils.toJSONString(claims), key);
    }

    /** Signs whatever is given, with the algorithm that the key is for. */
    public static String raw(String header, String payload, JWK key) {
        return raw(header, payload.getBytes(StandardCharsets.UTF_8), key);
    }

    public static String raw(String header, byte[] payload, JWK key) {
        String signed = Base64URL.encode(header) + "." + Base64URL.encode(payload);
        return signed + "." + sign(signed.getBytes(StandardCharsets.US_ASCII), key, algorithm(header, key));
    }

    private static JWSAlgorithm algorithm(String header, JWK key) {
        if (key instanceof RSAKey) {
            return header.contains("PS256") ? JWSAlgorithm.PS256 : JWSAlgorithm.RS256;
        }
        return key instanceof ECKey ec && Curve.P_384.equals(ec.getCurve()) ? JWSAlgorithm.ES384 : JWSAlgorithm.ES256;
    }

    private static Base64URL sign(byte[] signed, JWK key, JWSAlgorithm algorithm) {
        try {
            if (key instanceof OctetKeyPair) {
                Signature ed25519 = Signature.getInstance("Ed25519");
                ed25519.initSign(ED25519.get(key).getPrivate());
                ed25519.update(signed);
                return Base64URL.encode(ed25519.sign());
            }
            JWSSigner signer = key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner((RSAKey) key, true);
            return signer.sign(new JWSHeader(algorithm), signed);
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nimbus needs Tink for this; the JDK does not. */
    private static JWK ed25519(String keyId) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] spki = pair.getPublic().getEncoded();
        Base64URL x = Base64URL.encode(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
        JWK key = new OctetKeyPair.Builder(Curve.Ed25519, x).keyID(keyId).build();
        ED25519.put(key, pair);
        return key;
    }
}
