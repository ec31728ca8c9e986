package io.agentpack.keycloak.exchange.picture;

/**
 * Runs of one agent that a cause has ended, in one state.
 *
 * @param agent key of the agent
 * @param label what people call it
 * @param state value of their state
 * @param count 1 or more
 */
public record Hit(String agent, String label, String state, long count) {}
