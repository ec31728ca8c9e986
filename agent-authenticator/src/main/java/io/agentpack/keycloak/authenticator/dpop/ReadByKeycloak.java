package io.agentpack.keycloak.authenticator.dpop;

import java.util.Optional;
import org.keycloak.TokenVerifier;
import org.keycloak.common.VerificationException;
import org.keycloak.jose.jwk.JWK;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.util.JWKSUtils;

/**
 * What Keycloak's own reader sees in a DPoP proof. A token is bound to the key that Keycloak reads, so it must be the very key that was verified;
 * and what Keycloak can't read, e.g. a registered claim of an odd type, it would refuse later with an error that is not the standard's.
 *
 * @param thumbprint RFC 7638, as it goes into {@code cnf.jkt}
 */
record ReadByKeycloak(String thumbprint, String id, String target) {

    static Optional<ReadByKeycloak> of(String proof) {
        try {
            TokenVerifier<DPoP> reader = TokenVerifier.create(proof, DPoP.class);
            JWK key = reader.getHeader().getKey();
            DPoP token = reader.getToken();
            return Optional.of(new ReadByKeycloak(JWKSUtils.computeThumbprint(key), token.getId(), token.getHttpUri()));
        } catch (VerificationException e) {
            return Optional.empty();
        }
    }
}
