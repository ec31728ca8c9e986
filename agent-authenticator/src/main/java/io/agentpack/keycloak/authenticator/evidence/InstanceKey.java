package io.agentpack.keycloak.authenticator.evidence;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.PublicKeys;
import io.agentpack.keycloak.domain.LastUsed;
import java.util.Map;
import java.util.Optional;

/**
 * The key of an agent instance: as its attester states it in {@code cnf} (RFC 7800 section 3.2), or as the instance itself shows it in a DPoP
 * proof (RFC 9449 section 4.2).
 *
 * @param thumbprint RFC 7638, SHA-256, base64url
 */
public record InstanceKey(JWK key, String thumbprint) {
    /** An instance keeps its key for many requests, and reading it takes longer than finding it here. */
    private static final LastUsed<Map<String, Object>, InstanceKey> ATTESTED = new LastUsed<>(2048);

    /** @param attestation whose signature has been verified */
    static InstanceKey in(Claims attestation) {
        Map<String, Object> jwk = attestation.object(attestation.object(attestation.members(), "cnf"), "jwk");
        try {
            Optional<InstanceKey> known = ATTESTED.find(jwk);
            if (known.isPresent()) {
                return known.get();
            }
            InstanceKey read = of(jwk);
            ATTESTED.put(jwk, read);
            return read;
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
