package io.agentpack.keycloak.ledger;

/**
 * What a run took from its agent when it started, and must not contradict: as text, like in the run's record.
 *
 * @param isRoot a root run has the authority of its agent; a child has that of its root
 * @param attester who vouched for the instance
 */
public record RunStanding(String authority, boolean isRoot, String environment, String locality, String attester) {}
