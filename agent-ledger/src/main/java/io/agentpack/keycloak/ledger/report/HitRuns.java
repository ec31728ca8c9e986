package io.agentpack.keycloak.ledger.report;

/**
 * Runs of one agent that one cause has ended, alike.
 *
 * @param agentUuid immutable id of the agent's client
 * @param agent its client id when they started
 * @param state value of their state
 * @param count 1 or more
 */
public record HitRuns(String agentUuid, String agent, String state, long count) {}
