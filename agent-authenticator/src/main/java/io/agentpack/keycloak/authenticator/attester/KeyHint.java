package io.agentpack.keycloak.authenticator.attester;

import java.util.List;
import java.util.Optional;

/**
 * What evidence says about the key that signed it: where to look, nothing to trust.
 *
 * @param keyId {@code kid}
 * @param certificates {@code x5c}: base64 of DER, the signer's first (RFC 7515 section 4.1.6)
 */
public record KeyHint(Optional<String> keyId, List<String> certificates) {
    public static final KeyHint NONE = new KeyHint(Optional.empty(), List.of());

    public static KeyHint named(String keyId) {
        return new KeyHint(Optional.of(keyId), List.of());
    }

    public boolean isEmpty() {
        return keyId.isEmpty() && certificates.isEmpty();
    }
}
