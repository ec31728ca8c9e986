package io.agentpack.keycloak.authenticator.evidence;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.PublicKeys;
import java.util.Map;

/**
 * The key of an agent instance, as its attester states it in {@code cnf} (RFC 7800 section 3.2).
 *
 * @param thumbprint RFC 7638, SHA-256, base64url
 */
record InstanceKey(JWK key, String thumbprint) {

    static InstanceKey in(Claims attestation) {
        Map<String, Object> cnf = attestation.object(attestation.members(), "cnf");
        Map<String, Object> jwk = attestation.object(cnf, "jwk");
        try {
            JWK key = PublicKeys.read(jwk);
            return new InstanceKey(key, key.computeThumbprint().toString());
        } catch (BadJoseException e) {
            throw attestation.refusal("cnf: " + e.getMessage());
        } catch (JOSEException e) {
            throw attestation.refusal("cnf: a key has no thumbprint");
        }
    }
}
