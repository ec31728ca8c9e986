package io.agentpack.keycloak.signals.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

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
