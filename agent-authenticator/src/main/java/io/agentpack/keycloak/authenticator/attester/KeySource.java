package io.agentpack.keycloak.authenticator.attester;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Optional;

/** Where the public keys of an attester come from. */
@FunctionalInterface
public interface KeySource {
    /**
     * The keys with this {@code kid}; all keys when the evidence names none.
     *
     * @throws KeysUnavailableException when the attester's keys can't be had at the moment
     */
    List<JWK> find(Optional<String> keyId) throws KeysUnavailableException;
}
