package io.agentpack.keycloak.it;

import java.time.Duration;
import java.util.List;

/** What the rounds have come to. */
final class CrashCount {
    private int committed;
    private int undone;
    private int runs;
    private Duration longest = Duration.ZERO;

    /** @param committed whether the stop was there after the node had died */
    void stopFound(boolean committed) {
        if (committed) {
            this.committed++;
        } else {
            undone++;
        }
    }

    void allTold(Duration sinceKill, List<CrashTree> trees) {
        runs += trees.stream().mapToInt(tree -> tree.runs().size()).sum();
        longest = longest.compareTo(sinceKill) < 0 ? sinceKill : longest;
    }

    @Override
    public String toString() {
        return committed + " stops had committed, " + undone + " had not and were made again, " + runs
                + " runs ended, told at most " + longest.toMillis() + " ms after the kill";
    }
}
