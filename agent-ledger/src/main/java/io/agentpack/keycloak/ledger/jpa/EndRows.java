package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.revocation.Cascade;
import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.run.RunState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Marks the rows that a cause ends. Whoever locks the rows first ends them; a second cause finds them ended. */
final class EndRows {
    private final RunRows rows;

    EndRows(RunRows rows) {
        this.rows = rows;
    }

    /** @return the rows that were live and are not any more, parents before children */
    List<RunEntity> end(Collection<String> hit, Cause cause) {
        List<String> roots = rows.rootsOf(hit);
        if (roots.isEmpty()) {
            return List.of();
        }
        List<RunEntity> live = rows.lockLive(roots);
        Set<String> falling = Cascade.of(
                live.stream()
                        .map(row -> new Cascade.Node(row.id, Optional.ofNullable(row.parentId)))
                        .toList(),
                hit);
        return live.stream()
                .filter(row -> falling.contains(row.id))
                .peek(row -> close(row, isTop(row, falling), cause))
                .toList();
    }

    /** A cause can hit a whole tree by what all its runs hang on; those under another that falls fall with it. */
    private static boolean isTop(RunEntity row, Set<String> falling) {
        return row.parentId == null || !falling.contains(row.parentId);
    }

    private static void close(RunEntity row, boolean isTop, Cause cause) {
        row.state = outcome(row, isTop, cause).value();
        row.endedAt = cause.at().toEpochMilli();
        row.causeId = cause.id();
        row.cause = cause.kind().value();
    }

    /** A run past its deadline had expired before anything else could end it. */
    private static RunState outcome(RunEntity row, boolean isTop, Cause cause) {
        if (!cause.at().isBefore(Instant.ofEpochMilli(row.deadline))) {
            return RunState.EXPIRED;
        }
        return isTop ? cause.kind().outcome() : RunState.CASCADED;
    }
}
