package io.agentpack.keycloak.signals.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts on Micrometer's global registry, which Keycloak exposes when {@code --metrics-enabled=true} and which drops everything otherwise. No label
 * names a receiver, a realm or a run: their number has no bound.
 */
public final class SignalMetrics {
    private final Counter queued = counter("queued", "Signals written to the outbox by this node");
    private final Counter delivered = counter("delivered", "Signals that a receiver has taken");
    private final Counter failed = counter("failed", "Attempts that failed and are repeated");
    private final Counter dead = counter("dead", "Signals given up");
    private final Timer latency = Timer.builder("agent.signals.latency")
            .description("From the stop of a run until its receiver has taken the signal")
            .publishPercentileHistogram()
            .register(Metrics.globalRegistry);

    private final AtomicReference<Optional<Instant>> oldest = new AtomicReference<>(Optional.empty());

    public SignalMetrics() {
        Gauge.builder("agent.signals.oldest.age", this, SignalMetrics::oldestAge)
                .description(
                        "Age of the oldest signal that is due and not delivered, of the whole cluster, looked up every 5 seconds")
                .baseUnit("seconds")
                .register(Metrics.globalRegistry);
    }

    /** @param since when the oldest signal that waits was queued; empty when none waits */
    void oldest(Optional<Instant> since) {
        oldest.set(since);
    }

    private double oldestAge() {
        return oldest.get()
                .map(since -> Math.max(0, Duration.between(since, Instant.now()).toMillis() / 1000.0))
                .orElse(0.0);
    }

    public void queued(int count) {
        queued.increment(count);
    }

    void delivered(Duration sinceStop) {
        delivered.increment();
        latency.record(sinceStop.isNegative() ? Duration.ZERO : sinceStop);
    }

    void failed() {
        failed.increment();
    }

    void dead() {
        dead.increment();
    }

    private static Counter counter(String what, String description) {
        return Counter.builder("agent.signals." + what).description(description).register(Metrics.globalRegistry);
    }
}
