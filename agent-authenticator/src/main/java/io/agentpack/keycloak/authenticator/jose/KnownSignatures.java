package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.domain.LastUsed;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Signatures that were found valid. An instance sends the same attestation with many requests: that these bytes are signed with this key stays
 * true for ever, so it is computed once. Nothing else about the attestation is remembered: whether the key is still the attester's, and every
 * time and claim, is checked each time.
 */
public final class KnownSignatures {
    private static final LastUsed<Known, Boolean> VALID = new LastUsed<>(4096);

    private KnownSignatures() {}

    private record Known(JWK key, String digest) {}

    public static boolean isValid(SignedJwt jwt, JWK key) {
        if (!Signatures.fits(key, jwt.algorithm())) {
            return false;
        }
        Known known = new Known(key, digest(jwt));
        if (VALID.contains(known)) {
            return true;
        }
        boolean valid = Signatures.isValid(jwt, key);
        if (valid) {
            VALID.put(known, true);
        }
        return valid;
    }

    /** The algorithm is in the signed header. */
    private static String digest(SignedJwt jwt) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(jwt.signed());
            sha256.update((byte) '.');
            return Base64.getEncoder()
                    .encodeToString(sha256.digest(jwt.signature().toString().getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
