package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.run.RunState;
import java.util.Optional;
import java.util.Set;

/**
 * Which runs to list.
 *
 * @param agent client id of the agent
 * @param agents immutable ids of the agents whose runs may be shown; empty means all
 * @param first 0 or more
 * @param max 1 to {@value #MOST}
 */
public record RunQuery(
        Optional<RunState> state,
        Optional<String> agent,
        Optional<String> subjectId,
        Optional<String> environment,
        Optional<String> root,
        Optional<String> causeId,
        Optional<Set<String>> agents,
        int first,
        int max) {
    public static final int MOST = 100;

    public RunQuery {
        first = Math.max(0, first);
        max = Math.min(MOST, Math.max(1, max));
    }
}
