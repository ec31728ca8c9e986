package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import org.keycloak.models.ClientModel;

/** Which clients are agents, and what an administrator has said about them. */
public final class AgentClients {
    /** Id of the client authenticator that makes a client an agent. */
    public static final String AUTHENTICATOR = "agent-attestation";

    private AgentClients() {}

    public static boolean isAgent(ClientModel client) {
        return client != null && AUTHENTICATOR.equals(client.getClientAuthenticatorType());
    }

    public static AgentProfile profileOf(ClientModel client) {
        return AgentProfile.read(client.getClientId(), client::getAttribute);
    }
}
