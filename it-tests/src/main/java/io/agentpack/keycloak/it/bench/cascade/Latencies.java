package io.agentpack.keycloak.it.bench.cascade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Milliseconds from a cause to the arrival of its signal, of many. */
final class Latencies {
    private final List<Double> millis = new ArrayList<>();
    private int missing;

    void add(double latency) {
        millis.add(Math.max(0, latency));
    }

    void missed() {
        missing++;
    }

    @Override
    public String toString() {
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        String came = sorted.length == 0
                ? "none came"
                : String.format(
                        Locale.ROOT,
                        "p50 %.1f ms, p99 %.1f ms, most %.1f ms of %d",
                        sorted[(sorted.length - 1) / 2],
                        sorted[(int) Math.ceil(sorted.length * 0.99) - 1],
                        sorted[sorted.length - 1],
                        sorted.length);
        return missing == 0 ? came : came + ", " + missing + " did not come in time";
    }
}
