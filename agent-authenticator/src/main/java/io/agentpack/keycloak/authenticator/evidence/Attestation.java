package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.domain.agent.AgentInstance;
import java.time.Instant;
import java.util.Optional;

/** What a verified attestation says. Only {@link VerifyAttestation} makes one. */
public record Attestation(
        Attester attester, InstanceKey key, AgentInstance instance, Instant attestedAt, Optional<String> platformRun) {

    public String keyThumbprint() {
        return key.thumbprint();
    }
}
