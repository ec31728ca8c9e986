package io.agentpack.keycloak.ledger.hold;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What this node knows to be suspended. Three sources, the surest first: what was done on this node, from its commit on; what the database says,
 * which is asked every second; and the note in the cached session, which tells other nodes before they have asked. A note older than the last
 * answer is what a cache has put back, and counts for nothing.
 */
public final class HeldRuns {
    /** Between writing a note and the commit of its row, and between the clocks of two nodes. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private record Own(boolean held, Instant at) {}

    private final ConcurrentMap<String, Own> own = new ConcurrentHashMap<>();
    private volatile Set<String> recorded = Set.of();
    private volatile Instant asked = Instant.EPOCH;

    /** @param notedAt when the run was suspended according to this node's copy of its session */
    public boolean hold(String runId, Optional<Instant> notedAt) {
        Own mine = own.get(runId);
        return mine != null
                ? mine.held()
                : recorded.contains(runId)
                        || notedAt.filter(at -> at.isAfter(asked.minus(LATE))).isPresent();
    }

    /** This node has suspended or resumed a run, and that has committed. */
    public void add(String runId, boolean held, Instant at) {
        own.put(runId, new Own(held, at));
    }

    /**
     * Takes what the database says.
     *
     * @param askedAt when the question was put; what this node did later is not in the answer
     */
    public void learn(Collection<String> suspended, Instant askedAt) {
        recorded = Set.copyOf(suspended);
        asked = askedAt;
        own.values().removeIf(done -> done.at().isBefore(askedAt));
    }
}
