package io.agentpack.keycloak.domain.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an agent hears when it asks how its request stands (draft-ietf-oauth-deferred-token-response, polling). */
public enum Poll {
    /** {@code authorization_pending} */
    WAIT,
    /** {@code slow_down} */
    WAIT_LONGER,
    /** Now is the time to redeem. */
    TOKEN,
    /** {@code access_denied} */
    REFUSED,
    /** {@code expired_token} */
    LATE,
    /** {@code invalid_grant}: it has the token already */
    SPENT,
    /** {@code invalid_grant}: the run is over */
    RUN_OVER;

    /** Seconds an agent must wait between two polls, at first. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);
    /** By how much that grows with every poll that comes too early (RFC 8628 section 3.5). */
    public static final Duration LONGER = Duration.ofSeconds(5);

    private static final Duration MOST = Duration.ofMinutes(1);
    /** Clocks and networks: a poll that comes this much early is on time. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /**
     * An answer that is there is given however early it is asked for; only waiting has an interval.
     *
     * @param stored the state as stored
     * @param last when the agent asked the last time; empty for the first
     */
    public static Poll of(
            ApprovalState stored,
            Optional<Decider> by,
            Instant expires,
            Optional<Instant> last,
            Duration interval,
            Instant now) {
        return switch (stored.at(!now.isBefore(expires))) {
            case PENDING -> isEarly(last, interval, now) ? WAIT_LONGER : WAIT;
            case APPROVED -> TOKEN;
            case REFUSED -> REFUSED;
            case CANCELLED -> by.equals(Optional.of(Decider.RUN)) ? RUN_OVER : REFUSED;
            case EXPIRED -> LATE;
            case REDEEMED -> SPENT;
        };
    }

    /** The interval from now on. */
    public Duration next(Duration interval) {
        Duration longer = interval.plus(LONGER);
        return this != WAIT_LONGER ? interval : longer.compareTo(MOST) < 0 ? longer : MOST;
    }

    private static boolean isEarly(Optional<Instant> last, Duration interval, Instant now) {
        return last.map(before -> now.isBefore(before.plus(interval).minus(GRACE)))
                .orElse(false);
    }
}
