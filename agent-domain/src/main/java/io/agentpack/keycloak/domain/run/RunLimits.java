package io.agentpack.keycloak.domain.run;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Limits of a run and everything under it. They are only ever lowered: by the agent's profile at the start, by {@code agent_run}
 * authorization details, by every hand-over.
 *
 * @param depth hand-overs allowed below this run, 0 or more
 * @param children live child runs allowed at a time
 * @param delegates client ids that the agent's profile lets take a hand-over
 * @param subtree client ids that may appear anywhere below this run, where somebody asked for such a limit
 * @param asked whether somebody asked for limits, here or above; then the run's tokens say them
 */
public record RunLimits(int depth, int children, Set<String> delegates, Optional<Set<String>> subtree, boolean asked) {

    public RunLimits {
        delegates = Set.copyOf(delegates);
        subtree = subtree.map(Set::copyOf);
    }

    public static RunLimits ofProfile(AgentProfile profile) {
        return new RunLimits(profile.maxDepth(), profile.maxChildren(), profile.delegates(), Optional.empty(), false);
    }

    /** Whether the run may be handed over to this agent; {@code named}: the parent's token itself names it. */
    public boolean admits(String clientId, boolean named) {
        return (named || delegates.contains(clientId))
                && subtree.map(allowed -> allowed.contains(clientId)).orElse(true);
    }

    /** These limits, lowered by what was asked for. Asking for more changes nothing. */
    public RunLimits loweredBy(Asked asked) {
        return new RunLimits(
                Math.min(depth, asked.maxDepth().orElse(depth)),
                Math.min(children, asked.maxChildren().orElse(children)),
                delegates,
                narrower(subtree, asked.delegates()),
                this.asked || asked.limitsAnything());
    }

    /** These limits, and no more than {@code others} allow now. */
    public RunLimits notBeyond(RunLimits others) {
        Set<String> both = new LinkedHashSet<>(delegates);
        both.retainAll(others.delegates);
        return new RunLimits(
                Math.min(depth, others.depth),
                Math.min(children, others.children),
                both,
                narrower(subtree, others.subtree),
                asked);
    }

    /** The limits of a child: one level less than here, and no more than {@code own} allows. */
    public RunLimits forChild(RunLimits own) {
        return new RunLimits(
                Math.max(0, Math.min(depth - 1, own.depth)),
                Math.min(children, own.children),
                own.delegates,
                narrower(subtree, own.subtree),
                asked || own.asked);
    }

    private static Optional<Set<String>> narrower(Optional<Set<String>> one, Optional<Set<String>> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        Set<String> both = new LinkedHashSet<>(one.get());
        both.retainAll(other.get());
        return Optional.of(both);
    }

    /** The members of an {@code agent_run} authorization detail (RFC 9396): every one optional, every one only lowers. */
    public record Asked(
            Optional<String> goal,
            Optional<Duration> maxDuration,
            Optional<Integer> maxDepth,
            Optional<Integer> maxChildren,
            Optional<Set<String>> delegates) {

        public static final Asked NOTHING =
                new Asked(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Whether any limit is asked for; a goal is none. */
        public boolean limitsAnything() {
            return maxDuration.isPresent() || maxDepth.isPresent() || maxChildren.isPresent() || delegates.isPresent();
        }
    }
}
