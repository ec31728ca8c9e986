package io.agentpack.keycloak.authenticator;

import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.models.ClientModel;

/**
 * An agent is an enabled, confidential client. The exceptions end the whole client authentication: returning a refusal would let the next
 * authenticator of the flow admit a public client by its id alone.
 */
final class RequireAgentClient {
    private RequireAgentClient() {}

    static void check(ClientModel agent) {
        if (!agent.isEnabled()) {
            throw new AuthenticationFlowException("agent is disabled", AuthenticationFlowError.CLIENT_DISABLED);
        }
        if (agent.isPublicClient() || agent.isBearerOnly()) {
            throw new AuthenticationFlowException(
                    "agent is not a confidential client", AuthenticationFlowError.INVALID_CLIENT_CREDENTIALS);
        }
    }
}
