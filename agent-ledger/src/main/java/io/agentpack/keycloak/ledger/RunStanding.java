package io.agentpack.keycloak.ledger;

/**
 * What a run took from its agent when it started, and must not contradict: as text, like in the run's record.
 *
 * @param attester who vouched for the instance
 */
public record RunStanding(String authority, String environment, String locality, String attester) {}
