package io.agentpack.keycloak.signals.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt: soon at first, in case the receiver only restarts; up to a day in the end. */
final class BackOff {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));
    private static final double JITTER = 0.25;

    private final DoubleSupplier random;

    /** @param random 0 (inclusive) to 1 (exclusive) */
    BackOff(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * @param failures failed attempts so far, at least 1
     * @return the wait, a quarter more or less so that signals that failed together don't come back together; empty when it is time to give up
     */
    Optional<Duration> after(int failures) {
        return failures > WAITS.size() ? Optional.empty() : Optional.of(jittered(WAITS.get(failures - 1)));
    }

    private Duration jittered(Duration wait) {
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}
