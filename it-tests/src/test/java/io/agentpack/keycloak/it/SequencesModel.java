package io.agentpack.keycloak.it;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a server ought to do with what {@link SequencesIT} asks of it, in a few lines: whose run, whether it lives, who may be handed work. */
final class SequencesModel {
    static final int DEEPEST = 2;
    private static final int DEEPEST_WITHOUT_HUMAN = 1;

    private static final Map<String, Set<String>> DELEGATES = Map.of(
            "planner", Set.of("researcher", "writer"),
            "researcher", Set.of("writer"),
            "writer", Set.of("researcher"),
            "explorer", Set.of("helper", "planner"),
            "helper", Set.of());

    private final Map<String, Set<String>> delegates = new HashMap<>(DELEGATES);

    static Set<String> delegatesOf(String agent) {
        return new TreeSet<>(DELEGATES.get(agent));
    }

    RunOf start(String agent, boolean human) {
        return new RunOf(agent, null, human, delegates.get(agent));
    }

    RunOf child(String agent, RunOf parent) {
        return new RunOf(agent, parent, parent.human, delegates.get(agent));
    }

    /** From now on nobody may be handed work by this agent, also in runs that it has. */
    void forbid(String agent) {
        delegates.put(agent, Set.of());
    }

    /** The error of an exchange of a run's token, if it isn't for its scopes. */
    Optional<String> refusal(String agent, RunOf run) {
        boolean own = agent.equals(run.agent);
        if (!run.lives()) {
            return Optional.of(own ? "invalid_grant" : "invalid_request");
        }
        if (own) {
            return Optional.empty();
        }
        if (List.of("explorer", "helper").contains(agent) == run.human) {
            return Optional.of("unauthorized_client");
        }
        if (!run.delegates.contains(agent) || !delegates.get(run.agent).contains(agent)) {
            return Optional.of("actor_unauthorized");
        }
        boolean deepest = run.depth() >= (run.human ? DEEPEST : DEEPEST_WITHOUT_HUMAN);
        return deepest ? Optional.of("invalid_request") : Optional.empty();
    }

    static final class RunOf {
        final String agent;
        final RunOf parent;
        final boolean human;
        private final Set<String> delegates;
        String id;
        boolean ended;
        boolean suspended;

        private RunOf(String agent, RunOf parent, boolean human, Set<String> delegates) {
            this.agent = agent;
            this.parent = parent;
            this.human = human;
            this.delegates = delegates;
        }

        int depth() {
            return parent == null ? 0 : parent.depth() + 1;
        }

        boolean lives() {
            return !ended && !suspended && (parent == null || parent.lives());
        }

        /** For good, which suspended isn't. */
        boolean isOver() {
            return ended || (parent != null && parent.isOver());
        }
    }
}
