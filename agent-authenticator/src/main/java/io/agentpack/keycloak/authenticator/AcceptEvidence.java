package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.agent.VerifiedEvidence;
import io.agentpack.keycloak.ledger.Evidence;
import org.keycloak.models.KeycloakSession;

/** Hands the verified evidence to whoever serves the rest of the request. */
final class AcceptEvidence {
    private AcceptEvidence() {}

    static void of(KeycloakSession session, AgentProfile agent, Attestation attestation) {
        Evidence.accept(
                session,
                new VerifiedEvidence(
                        agent.clientId(),
                        attestation.attester().name(),
                        attestation.instance(),
                        attestation.keyThumbprint(),
                        attestation.attestedAt(),
                        attestation.platformRun(),
                        attestation.assurance()));
    }
}
