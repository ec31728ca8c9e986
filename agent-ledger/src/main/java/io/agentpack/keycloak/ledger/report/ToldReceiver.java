package io.agentpack.keycloak.ledger.report;

/**
 * Signals to one receiver about runs of one agent that one cause has ended, alike.
 *
 * @param agentUuid immutable id of the agent's client
 * @param receiver immutable id of the receiver's client
 * @param state value of the signals' state
 * @param count 1 or more
 */
public record ToldReceiver(String agentUuid, String receiver, String state, long count) {}
