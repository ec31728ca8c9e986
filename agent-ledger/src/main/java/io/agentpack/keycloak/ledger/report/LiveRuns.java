package io.agentpack.keycloak.ledger.report;

import java.time.Instant;
import java.util.Optional;

/**
 * Live runs of one agent.
 *
 * @param lastStarted when the newest of them started; it took fresh evidence
 */
public record LiveRuns(long active, long suspended, Optional<Instant> lastStarted) {
    public static final LiveRuns NONE = new LiveRuns(0, 0, Optional.empty());
}
