package io.agentpack.keycloak.domain.agent;

/**
 * One running copy of an agent, as its attester names it ({@code client_instance}, draft-mcguinness-oauth-client-instance-id).
 *
 * @param issuer the attester's issuer, or its name where it has none
 * @param id the instance named by the attester, else the thumbprint of the instance key
 */
public record AgentInstance(String issuer, String id) {}
