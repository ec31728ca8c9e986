package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.ledger.AgentClients;
import org.keycloak.models.ClientModel;

/** An agent that is not configured completely gets nothing. */
final class RequireUsableProfile {
    private RequireUsableProfile() {}

    static AgentProfile of(ClientModel agent) {
        AgentProfile profile = AgentClients.profileOf(agent);
        if (!profile.isUsable()) {
            throw new RefusedException(
                    Refusal.EVIDENCE_INVALID, "agent settings: " + String.join("; ", profile.problems()));
        }
        return profile;
    }
}
