package io.agentpack.keycloak.ledger.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * One security event token on its way to one receiver.
 *
 * @param id the token's {@code jti}; stays the same however often it is sent
 * @param receiver immutable id of the receiver's client
 * @param attempts how often it has been tried, 0 or more
 * @param due not to be tried before
 * @param ended when it was delivered or given up
 * @param lastError what the last attempt said, at most {@value #ERROR_LENGTH} characters, free of secrets
 * @param claims the token's claims as decided when the run ended, as a JSON object; {@code iat} is added when it is signed
 */
public record Signal(
        String id,
        String realmId,
        String runId,
        String receiver,
        String causeId,
        SignalState state,
        int attempts,
        Instant due,
        Instant created,
        Optional<Instant> ended,
        Optional<String> lastError,
        String claims) {
    public static final int ERROR_LENGTH = 255;

    /** A signal that is due at once. */
    public static Signal queued(
            String id, String realmId, String runId, String receiver, String causeId, Instant now, String claims) {
        return new Signal(
                id,
                realmId,
                runId,
                receiver,
                causeId,
                SignalState.PENDING,
                0,
                now,
                now,
                Optional.empty(),
                Optional.empty(),
                claims);
    }
}
