package io.agentpack.keycloak.it.bench;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Requests per second. The workloads take turns, round by round, so that a busy minute of the machine hits all. */
record Throughput(Settings settings) {
    /**
     * Without the warm-up; a sample has one value for each round.
     *
     * @param p99 milliseconds; of all answers of all rounds, since a single round has too few to say which the slowest are
     * @param cpu milliseconds of the server's processor time for a request: what else the machine does hardly shows here
     * @param clientShares see {@link Round.Result}
     * @param compiling part of the machine's processor time that the server's JIT compiler took
     */
    record Figure(String workload, Sample rates, double p99, Sample cpu, Sample clientShares, Sample compiling) {}

    /** With less the compiler rests. */
    private static final double RESTS = 0.02;

    private record Measured(Round.Result result, double cpu, double compiling) {}

    List<Figure> of(List<Workload> workloads) {
        Map<Workload, Integer> expected = new LinkedHashMap<>();
        workloads.forEach(workload -> expected.put(workload, workload.most()));
        warmUp(workloads, expected);
        Map<Workload, List<Measured>> results = new LinkedHashMap<>();
        for (int i = 1; i <= settings.rounds(); i++) {
            List<Workload> order = new ArrayList<>(workloads);
            if (i % 2 == 0) {
                Collections.reverse(order);
            }
            for (Workload workload : order) {
                results.computeIfAbsent(workload, first -> new ArrayList<>())
                        .add(round("round " + i, workload, expected, settings.rate()));
            }
        }
        return workloads.stream()
                .map(workload -> figure(workload, results.get(workload)))
                .toList();
    }

    /**
     * For the first minutes the compiler takes up to 0.4 of two processors. What was measured then would be how much of a workload's code it has got to,
     * and the longest times of an answer those in which it had the processors.
     */
    private void warmUp(List<Workload> workloads, Map<Workload, Integer> expected) {
        for (int turn = 1; turn <= settings.warmUps(); turn++) {
            String when = "warm-up " + turn;
            double compiling = workloads.stream()
                    .mapToDouble(workload -> round(when, workload, expected, 0).compiling())
                    .average()
                    .orElse(0);
            if (compiling < RESTS) {
                return;
            }
        }
    }

    private static Figure figure(Workload workload, List<Measured> rounds) {
        return new Figure(
                workload.name(),
                sample(rounds, round -> round.result().perSecond()),
                Sample.together(rounds.stream()
                                .map(round -> round.result().millis())
                                .toList())
                        .percentile99(),
                sample(rounds, Measured::cpu),
                sample(rounds, round -> round.result().clientShare()),
                sample(rounds, Measured::compiling));
    }

    private static Sample sample(List<Measured> rounds, ToDoubleFunction<Measured> value) {
        return Sample.of(rounds.stream().mapToDouble(value).boxed().toList());
    }

    /** Signing half as many more than last time takes less of their short life than signing as many as possible. */
    private static int enough(Round.Result result) {
        return (int) Math.ceil(1.5 * result.perSecond());
    }

    private Measured round(String when, Workload workload, Map<Workload, Integer> expected, int rate) {
        List<Supplier<HttpRequest>> clients = new ArrayList<>();
        for (int i = 0; i < settings.threads(); i++) {
            clients.add(workload.client().get());
        }
        int each = (int) (expected.get(workload) * settings.length().toSeconds() / settings.threads()) + 1;
        Round round = Round.prepare(clients, each);
        ServerMetrics before = ServerMetrics.of(workload.server());
        Round.Result result = round.run(settings.length(), rate);
        ServerMetrics after = ServerMetrics.of(workload.server());
        double cpu = (after.cpuMillis() - before.cpuMillis()) / result.millis().values().length;
        double compiling = (after.compilerMillis() - before.compilerMillis())
                / settings.length()
                        .multipliedBy(Runtime.getRuntime().availableProcessors())
                        .toMillis();
        System.out.printf(
                "[bench] %-10s %-60s %7.1f/s, p99 %5.1f ms, server %6.2f ms each, clients %2.0f %%, compiler %2.0f %%%n",
                when,
                workload.name(),
                result.perSecond(),
                result.millis().percentile99(),
                cpu,
                100 * result.clientShare(),
                100 * compiling);
        expected.put(workload, enough(result));
        return new Measured(result, cpu, compiling);
    }
}
