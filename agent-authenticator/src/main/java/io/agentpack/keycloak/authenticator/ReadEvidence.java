package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.evidence.SentEvidence;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** Takes the evidence out of the request headers: each header exactly once (draft sections 7.1 and 7.2, step 1). */
final class ReadEvidence {
    static final String ATTESTATION = "OAuth-Client-Attestation";
    static final String PROOF = "OAuth-Client-Attestation-PoP";

    private ReadEvidence() {}

    static SentEvidence in(HttpHeaders headers) {
        List<String> attestations = headers.getRequestHeader(ATTESTATION);
        List<String> proofs = headers.getRequestHeader(PROOF);
        if (isAbsent(attestations) && isAbsent(proofs)) {
            throw new RefusedException(Refusal.EVIDENCE_MISSING, "no client attestation in the request");
        }
        return new SentEvidence(one(ATTESTATION, attestations), one(PROOF, proofs));
    }

    private static String one(String header, List<String> values) {
        if (isAbsent(values)) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "header " + header + " is missing");
        }
        if (values.size() > 1) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "header " + header + " is there twice");
        }
        return values.get(0);
    }

    private static boolean isAbsent(List<String> values) {
        return values == null || values.isEmpty();
    }
}
