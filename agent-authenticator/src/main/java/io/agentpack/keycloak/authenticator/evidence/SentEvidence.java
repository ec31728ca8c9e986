package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Carrier;
import java.util.Optional;

/**
 * What a request shows about the agent instance, as sent. At least one of the two proofs is there.
 *
 * @param carrier how it came
 * @param attestation value of the header {@code OAuth-Client-Attestation}, or bearer evidence
 * @param proof value of the header {@code OAuth-Client-Attestation-PoP}; empty in combined mode
 * @param dpop value of the header {@code DPoP}
 */
public record SentEvidence(Carrier carrier, String attestation, Optional<String> proof, Optional<String> dpop) {

    /** Evidence that names no key; empty for evidence in headers. */
    public Optional<SentBearer> bearer() {
        return carrier == Carrier.HEADERS ? Optional.empty() : Optional.of(new SentBearer(carrier, attestation));
    }
}
