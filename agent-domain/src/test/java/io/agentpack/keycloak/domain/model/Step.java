package io.agentpack.keycloak.domain.model;

import java.util.Optional;
import java.util.Set;

/** One thing that somebody does. Tokens and runs are meant by number, counted round, so that every sequence of steps means something. */
sealed interface Step {

    /** A run from a human's token, which may or may not name the agent, or from nothing but evidence. */
    record Start(String agent, boolean named, Set<String> humanScopes, Wish wish) implements Step {}

    /** A token presented by its own agent. */
    record Renew(int token, boolean sameInstance, Wish wish) implements Step {}

    /** A token presented by another agent, or by the same one. */
    record HandOver(int token, String agent, Wish wish) implements Step {}

    record Suspend(int run) implements Step {}

    record Resume(int run) implements Step {}

    record End(int run) implements Step {}

    record HumanLeaves() implements Step {}

    record Tick(int seconds) implements Step {}

    /** What an administrator changes about an agent. */
    record Configure(String agent, Setting setting) implements Step {}

    /** What a request asks for. */
    record Wish(
            Optional<Set<String>> scopes,
            Optional<Integer> duration,
            Optional<Integer> depth,
            Optional<Integer> children,
            Optional<Set<String>> delegates) {

        @Override
        public String toString() {
            return "asks for" + say(" scopes ", scopes) + say(" duration ", duration) + say(" depth ", depth)
                    + say(" children ", children) + say(" delegates ", delegates);
        }

        private static String say(String name, Optional<?> value) {
            return value.map(it -> name + it).orElse("");
        }
    }

    sealed interface Setting {
        record Depth(int depth) implements Setting {}

        record Children(int children) implements Setting {}

        record Delegates(Set<String> names) implements Setting {}

        record Scopes(Set<String> names) implements Setting {}

        /** A role mapping and an audience mapper of the agent's own client. */
        record Extra(boolean given) implements Setting {}

        record EnvironmentIs(String name) implements Setting {}
    }
}
