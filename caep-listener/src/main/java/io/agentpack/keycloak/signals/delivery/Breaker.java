package io.agentpack.keycloak.signals.delivery;

import java.time.Duration;
import java.time.Instant;

/** Leaves a receiver alone for a while after it failed, so that one that is down isn't tried once for each of its signals. */
final class Breaker {
    /** Longest pause: how late a receiver that is back may notice it. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final BackOff backOff;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    Breaker(BackOff backOff) {
        this.backOff = backOff;
    }

    synchronized boolean admits(Instant now) {
        return !now.isBefore(closedUntil);
    }

    /** Whether the last attempt failed: then one signal is tried before the others. */
    synchronized boolean isOnTrial() {
        return failures > 0;
    }

    /** Counts unless another one failed a moment ago: that one is on its way to a pause. */
    synchronized void succeeded(Instant now) {
        if (admits(now)) {
            failures = 0;
        }
    }

    /**
     * Several that were under way together and failed count once.
     *
     * @return how long the pause is from now on
     */
    synchronized Duration failed(Instant now) {
        if (admits(now)) {
            failures++;
            closedUntil = now.plus(backOff.after(failures)
                    .filter(wait -> wait.compareTo(LONGEST) < 0)
                    .orElse(LONGEST));
        }
        return Duration.between(now, closedUntil);
    }
}
