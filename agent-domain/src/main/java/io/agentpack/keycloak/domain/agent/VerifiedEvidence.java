package io.agentpack.keycloak.domain.agent;

import java.time.Instant;
import java.util.Optional;

/**
 * What the authenticator knows about the agent instance that made this request. Only the authenticator makes one; whoever holds one need
 * not ask again whether the agent is genuine.
 *
 * @param clientId the agent
 * @param attester name of the attester that vouched for it
 * @param instance the running copy
 * @param keyThumbprint RFC 7638 thumbprint of the instance key
 * @param attestedAt when the attester made the statement
 * @param platformRun the platform's own name for the run, where the attester says it
 * @param assurance how far the evidence goes
 */
public record VerifiedEvidence(
        String clientId,
        String attester,
        AgentInstance instance,
        String keyThumbprint,
        Instant attestedAt,
        Optional<String> platformRun,
        Assurance assurance) {}
