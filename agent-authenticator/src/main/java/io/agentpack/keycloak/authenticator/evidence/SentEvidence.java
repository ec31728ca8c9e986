package io.agentpack.keycloak.authenticator.evidence;

import java.util.Optional;

/**
 * What a request shows about the agent instance, as sent. At least one of the two proofs is there.
 *
 * @param attestation value of the header {@code OAuth-Client-Attestation}
 * @param proof value of the header {@code OAuth-Client-Attestation-PoP}; empty in combined mode
 * @param dpop value of the header {@code DPoP}
 */
public record SentEvidence(String attestation, Optional<String> proof, Optional<String> dpop) {}
