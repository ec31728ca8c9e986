package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.domain.LastUsed;
import java.util.Optional;
import java.util.Set;

/**
 * JWTs whose signature was found valid. An instance sends the same attestation with many requests: what this text says, and that it is signed with
 * this key, stays true for ever, so it is read and verified once. Nothing else about it is remembered: whether the key is still the attester's, and
 * every time and claim, is checked each time.
 */
public final class KnownJwts {
    /** Longer ones are read each time: together with {@link #MOST} it bounds what is kept to 8 million characters. */
    private static final int LONGEST = 4 * 1024;

    private static final int MOST = 2048;
    private static final LastUsed<String, Known> VALID = new LastUsed<>(MOST);

    private KnownJwts() {}

    private record Known(SignedJwt jwt, JWK key) {}

    /** As {@link SignedJwt#read(String, Set)}. */
    public static SignedJwt read(String compact, Set<String> types) throws BadJoseException {
        Optional<Known> known = VALID.find(compact);
        return known.isPresent() ? known.get().jwt().requireType(types) : SignedJwt.read(compact, types);
    }

    public static boolean isValid(SignedJwt jwt, JWK key) {
        if (!Signatures.fits(key, jwt.algorithm())) {
            return false;
        }
        if (VALID.find(jwt.compact()).filter(known -> known.key().equals(key)).isPresent()) {
            return true;
        }
        boolean valid = Signatures.isValid(jwt, key);
        if (valid && jwt.compact().length() <= LONGEST) {
            VALID.put(jwt.compact(), new Known(jwt, key));
        }
        return valid;
    }
}
