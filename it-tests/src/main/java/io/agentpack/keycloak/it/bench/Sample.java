package io.agentpack.keycloak.it.bench;

import java.util.Arrays;
import java.util.List;

/** Measured values of the same thing. */
record Sample(double[] values) {

    static Sample of(List<? extends Number> values) {
        return new Sample(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    static Sample together(List<Sample> samples) {
        return new Sample(samples.stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.values))
                .toArray());
    }

    /** Of what was measured at the same time, value by value. */
    Sample to(Sample other) {
        double[] ratios = new double[values.length];
        Arrays.setAll(ratios, i -> values[i] / other.values[i]);
        return new Sample(ratios);
    }

    double median() {
        double[] sorted = sorted();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Nearest rank: of 30 values it is the greatest. */
    double percentile99() {
        double[] sorted = sorted();
        return sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
    }

    double least() {
        return sorted()[0];
    }

    double greatest() {
        return sorted()[values.length - 1];
    }

    private double[] sorted() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
