package io.agentpack.keycloak.authenticator.evidence;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.PublicKeys;
import java.util.Map;

/**
 * The key of an agent instance: as its attester states it in {@code cnf} (RFC 7800 section 3.2), or as the instance itself shows it in a DPoP
 * proof (RFC 9449 section 4.2).
 *
 * @param thumbprint RFC 7638, SHA-256, base64url
 */
public record InstanceKey(JWK key, String thumbprint) {

    static InstanceKey in(Claims attestation) {
        Map<String, Object> cnf = attestation.object(attestation.members(), "cnf");
        try {
            return of(attestation.object(cnf, "jwk"));
        } catch (BadJoseException e) {
            throw attestation.refusal("cnf: " + e.getMessage());
        }
    }

    /** @throws BadJoseException when it is not a public key that verifies signatures */
    public static InstanceKey of(Map<String, Object> jwk) throws BadJoseException {
        try {
            JWK key = PublicKeys.read(jwk);
            return new InstanceKey(key, key.computeThumbprint().toString());
        } catch (JOSEException e) {
            throw new BadJoseException("a key has no thumbprint");
        }
    }
}
