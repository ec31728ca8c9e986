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

    synchronized void succeeded() {
        failures = 0;
    }

    /** @return how long the pause is */
    synchronized Duration failed(Instant now) {
        failures++;
        Duration pause = backOff.after(failures)
                .filter(wait -> wait.compareTo(LONGEST) < 0)
                .orElse(LONGEST);
        closedUntil = now.plus(pause);
        return pause;
    }
}
