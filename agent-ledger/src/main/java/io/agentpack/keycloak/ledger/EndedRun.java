package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.run.RunState;
import java.util.Set;

/**
 * A run that has just ended.
 *
 * @param run as it was before
 * @param state what it became
 * @param audiences client ids that its tokens were good for
 * @param tokensMayLive whether a token of it can still be unexpired
 */
public record EndedRun(RunRecord run, RunState state, Set<String> audiences, boolean tokensMayLive) {}
