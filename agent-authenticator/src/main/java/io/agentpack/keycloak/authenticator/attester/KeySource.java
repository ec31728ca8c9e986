package io.agentpack.keycloak.authenticator.attester;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;

/** Where the public keys of an attester come from. */
@FunctionalInterface
public interface KeySource {
    /**
     * The keys that evidence with this hint can be signed with; all keys when it hints at none.
     *
     * @throws KeysUnavailableException when the attester's keys can't be had at the moment
     */
    List<JWK> find(KeyHint hint) throws KeysUnavailableException;
}
