package io.agentpack.keycloak.authenticator.attester;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.PublicKeys;
import io.agentpack.keycloak.authenticator.jose.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public keys of a JWK set (RFC 7517 section 5). */
record TrustedKeys(List<JWK> keys) {
    /** Longest JWK set that is read, in characters or bytes. */
    static final int MAX_LENGTH = 256 * 1024;

    private static final int MAX_KEYS = 100;

    /**
     * Reads a JWK set.
     *
     * @throws BadJoseException when it is not one, holds no key that verifies signatures, or holds a private, symmetric or weak key
     */
    static TrustedKeys read(String jwks) throws BadJoseException {
        if (jwks.length() > MAX_LENGTH) {
            throw new BadJoseException("the JWK set is longer than 256 kB");
        }
        if (!(StrictJson.object(jwks).get("keys") instanceof List<?> entries) || entries.size() > MAX_KEYS) {
            throw new BadJoseException("not a JWK set with at most 100 keys");
        }
        List<JWK> keys = new ArrayList<>();
        for (Object entry : entries) {
            Map<String, Object> jwk = object(entry);
            // An attester may publish encryption keys in the same set; they are none of our business.
            if (!"enc".equals(jwk.get("use"))) {
                keys.add(PublicKeys.read(jwk));
            }
        }
        if (keys.isEmpty()) {
            throw new BadJoseException("the JWK set holds no key that verifies signatures");
        }
        return new TrustedKeys(List.copyOf(keys));
    }

    /** The keys with this {@code kid}; all of them when none is asked for. */
    List<JWK> withId(Optional<String> keyId) {
        return keyId.map(id ->
                        keys.stream().filter(key -> id.equals(key.getKeyID())).toList())
                .orElse(keys);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object entry) throws BadJoseException {
        if (entry instanceof Map<?, ?> map) {
            return (Map<String, Object>) map; // members of JSON objects are strings
        }
        throw new BadJoseException("a key is not a JSON object");
    }
}
