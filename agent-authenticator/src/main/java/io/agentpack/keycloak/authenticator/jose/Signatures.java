package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;

/** Checks signatures. The kind of the key decides what can verify it, never the JWT alone (RFC 8725 section 3.1). */
public final class Signatures {
    private Signatures() {}

    /** Whether the key, by its kind and by its own {@code alg}, can be the one that this algorithm needs. */
    public static boolean fits(JWK key, JWSAlgorithm algorithm) {
        boolean own = key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
        return own
                && Verifiers.of(key)
                        .map(v -> v.supportedJWSAlgorithms().contains(algorithm))
                        .orElse(false);
    }

    public static boolean isValid(SignedJwt jwt, JWK key) {
        try {
            return fits(key, jwt.algorithm())
                    && Verifiers.of(key)
                            .orElseThrow()
                            .verify(new JWSHeader(jwt.algorithm()), jwt.signed(), jwt.signature());
        } catch (JOSEException e) {
            return false;
        }
    }
}
