package io.agentpack.keycloak.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was done to a run while it lived.
 *
 * @param kind {@value #SUSPENDED} or {@value #RESUMED}
 * @param byUser id of the user who did it
 * @param note what they said about it, at most 1024 characters
 */
public record JournalEntry(String kind, Instant at, Optional<String> byUser, Optional<String> note) {
    public static final String SUSPENDED = "suspended";
    public static final String RESUMED = "resumed";
}
