package io.agentpack.keycloak.ledger.approval;

import io.agentpack.keycloak.domain.escalation.Decider;
import java.time.Instant;
import java.util.Optional;

/**
 * Who takes a step, and when.
 *
 * @param userId the user, where it is one
 * @param note what they say about it, at most 1024 characters
 */
public record StepTaken(Decider by, Instant at, Optional<String> userId, Optional<String> note) {
    public static StepTaken of(Decider by, Instant at) {
        return new StepTaken(by, at, Optional.empty(), Optional.empty());
    }
}
