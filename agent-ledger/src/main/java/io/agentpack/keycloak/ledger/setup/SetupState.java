package io.agentpack.keycloak.ledger.setup;

import java.util.List;

/**
 * How far a realm is prepared for agents.
 *
 * @param ready whether agents can authenticate
 * @param flow alias of the bound client authentication flow
 * @param attesters names of the attesters that are in use
 */
public record SetupState(boolean ready, String flow, List<String> attesters, List<AgentState> agents) {

    /** @param problems what keeps this agent from working, one sentence each */
    public record AgentState(String clientId, boolean enabled, List<String> problems) {}
}
