package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.domain.agent.AgentInstance;
import io.agentpack.keycloak.domain.agent.Assurance;
import java.time.Instant;
import java.util.Optional;

/** What verified evidence says. Only {@link VerifyAttestation} and {@link VerifyBearer} make one. */
public record Attestation(
        Attester attester,
        InstanceKey key,
        AgentInstance instance,
        Instant attestedAt,
        Instant expires,
        Optional<String> platformRun,
        Assurance assurance) {

    public String keyThumbprint() {
        return key.thumbprint();
    }
}
