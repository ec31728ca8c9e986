package io.agentpack.keycloak.ledger.outbox;

import java.time.Instant;

/**
 * The right of one worker to try a signal. Whoever dies with a lease loses it by time.
 *
 * @param owner at most 64 characters, unique to the server process
 * @param from when it was taken
 * @param until from then on anyone may take it
 */
public record Lease(String owner, Instant from, Instant until) {
    /** Value of the lock timeout by which rows that someone else has locked are left out instead of waited for. */
    public static final int SKIP_LOCKED = -2;
}
