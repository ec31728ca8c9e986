package io.agentpack.keycloak.domain.model;

import java.util.List;
import java.util.Set;

/** Who and what there is, few enough that sequences of steps meet again. */
final class Universe {
    static final List<String> AGENTS = List.of("planner", "researcher", "writer", "builder", "explorer");
    static final Set<String> SCOPES = Set.of("a", "b", "c");

    private Universe() {}

    static boolean isDelegated(String agent) {
        return !agent.equals("builder") && !agent.equals("explorer");
    }
}
