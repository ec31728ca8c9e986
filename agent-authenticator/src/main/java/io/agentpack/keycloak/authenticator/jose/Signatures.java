package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Optional;

/** Checks signatures. The kind of the key decides what can verify it, never the JWT alone (RFC 8725 section 3.1). */
public final class Signatures {
    private Signatures() {}

    /** Whether the key, by its kind and by its own {@code alg}, can be the one that this algorithm needs. */
    public static boolean fits(JWK key, JWSAlgorithm algorithm) {
        boolean own = key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
        return own
                && verifier(key)
                        .map(v -> v.supportedJWSAlgorithms().contains(algorithm))
                        .orElse(false);
    }

    public static boolean isValid(SignedJwt jwt, JWK key) {
        try {
            return fits(key, jwt.algorithm())
                    && verifier(key)
                            .orElseThrow()
                            .verify(new JWSHeader(jwt.algorithm()), jwt.signed(), jwt.signature());
        } catch (JOSEException e) {
            return false;
        }
    }

    private static Optional<JWSVerifier> verifier(JWK key) {
        try {
            if (key instanceof ECKey ec) {
                return Optional.of(new ECDSAVerifier(ec));
            }
            if (key instanceof RSAKey rsa) {
                return Optional.of(new RSASSAVerifier(rsa));
            }
            return key instanceof OctetKeyPair okp ? Optional.of(new Ed25519JdkVerifier(okp)) : Optional.empty();
        } catch (JOSEException e) {
            return Optional.empty();
        }
    }
}
