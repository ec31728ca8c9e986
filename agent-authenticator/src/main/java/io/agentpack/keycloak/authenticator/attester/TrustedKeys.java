package io.agentpack.keycloak.authenticator.attester;

import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.PublicKeys;
import io.agentpack.keycloak.authenticator.jose.StrictJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys of a JWK set (RFC 7517 section 5), which may be a SPIFFE bundle.
 *
 * @param refreshHint how often the publisher wants to be asked ({@code spiffe_refresh_hint}, SPIFFE Trust Domain and Bundle section 4.1.2)
 */
record TrustedKeys(List<JWK> keys, Optional<Duration> refreshHint) {
    /** Longest JWK set that is read, in characters or bytes. */
    static final int MAX_LENGTH = 256 * 1024;

    private static final int MAX_KEYS = 100;

    /**
     * Reads a JWK set. Keys that can't be meant for signatures on this evidence are left out: those of another use, and those of a kind that is
     * not supported.
     *
     * @param use {@code use} that keys must have, with a {@code kid}, as in a SPIFFE bundle; else keys for signatures are taken
     * @throws BadJoseException when it is not one, holds no key that verifies signatures, or holds a private, symmetric or weak key
     */
    static TrustedKeys read(String jwks, Optional<String> use) throws BadJoseException {
        if (jwks.length() > MAX_LENGTH) {
            throw new BadJoseException("the JWK set is longer than 256 kB");
        }
        Map<String, Object> set = StrictJson.object(jwks);
        if (!(set.get("keys") instanceof List<?> entries) || entries.size() > MAX_KEYS) {
            throw new BadJoseException("not a JWK set with at most 100 keys");
        }
        List<JWK> keys = new ArrayList<>();
        for (Object entry : entries) {
            Map<String, Object> jwk = object(entry);
            if (isMeant(jwk, use) && PublicKeys.isOfKnownKind(jwk)) {
                keys.add(use.isPresent() ? ofBundle(jwk) : PublicKeys.read(jwk));
            }
        }
        if (keys.isEmpty()) {
            throw new BadJoseException("the JWK set holds no key that verifies "
                    + use.map(u -> u + "s").orElse("signatures"));
        }
        return new TrustedKeys(List.copyOf(keys), refreshHint(set));
    }

    static TrustedKeys none() {
        return new TrustedKeys(List.of(), Optional.empty());
    }

    /** A publisher may have encryption keys in the same set, a bundle those of X.509 SVIDs; they are none of our business. */
    private static boolean isMeant(Map<String, Object> jwk, Optional<String> use) {
        Object said = jwk.get("use");
        return use.map(wanted -> wanted.equals(said)).orElse(said == null || "sig".equals(said));
    }

    private static JWK ofBundle(Map<String, Object> jwk) throws BadJoseException {
        if (!(jwk.get("kid") instanceof String id) || id.isEmpty()) {
            throw new BadJoseException("a key of the bundle has no kid");
        }
        Map<String, Object> ordinary = new HashMap<>(jwk);
        ordinary.remove("use"); // known here, not by readers of ordinary sets
        return PublicKeys.read(ordinary);
    }

    private static Optional<Duration> refreshHint(Map<String, Object> set) {
        return set.get("spiffe_refresh_hint") instanceof Number seconds && seconds.longValue() > 0
                ? Optional.of(Duration.ofSeconds(seconds.longValue()))
                : Optional.empty();
    }

    /** The keys with this {@code kid}; all of them when none is asked for. */
    List<JWK> find(KeyHint hint) {
        return hint.keyId()
                .map(id ->
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
