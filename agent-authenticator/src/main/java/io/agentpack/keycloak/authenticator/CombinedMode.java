package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.dpop.DpopProof;
import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.authenticator.evidence.Possession;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;

/** Attestation with a DPoP proof instead of the proof of possession: one key for both (draft sections 5.2 and 7.3). */
final class CombinedMode {
    private CombinedMode() {}

    /** @throws RefusedException {@link Refusal#EVIDENCE_INVALID} when the proof is of another key than the attested one */
    static Possession verify(DpopProof proof, Attestation attestation) {
        if (!proof.key().thumbprint().equals(attestation.keyThumbprint())) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "DPoP proof: not of the key of the attestation");
        }
        return new Possession(proof.id(), proof.issuedAt(), proof.nonce());
    }
}
