package io.agentpack.keycloak.authenticator.evidence;

/**
 * What a request shows about the agent instance, as sent.
 *
 * @param attestation value of the header {@code OAuth-Client-Attestation}
 * @param proof value of the header {@code OAuth-Client-Attestation-PoP}
 */
public record SentEvidence(String attestation, String proof) {}
