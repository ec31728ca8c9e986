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
     * One value for each round, without the warm-up.
     *
     * @param p99 milliseconds
     * @param cpu milliseconds of the server's processor time for a request: what else the machine does hardly shows here
     * @param clientShares see {@link Round.Result}
     */
    record Figure(String workload, Sample rates, Sample p99, Sample cpu, Sample clientShares) {}

    private record Measured(Round.Result result, double cpu) {}

    List<Figure> of(List<Workload> workloads) {
        Map<Workload, Integer> expected = new LinkedHashMap<>();
        for (Workload workload : workloads) {
            expected.put(workload, enough(round("warm-up", workload, workload.most())));
        }
        // The JVM goes on compiling for a while, and whoever comes later in a round would have more of it.
        for (int i = 1; i < settings.warmUps(); i++) {
            for (Workload workload : workloads) {
                expected.put(workload, enough(round("warm-up", workload, expected.get(workload))));
            }
        }
        Map<Workload, List<Measured>> results = new LinkedHashMap<>();
        for (int i = 1; i <= settings.rounds(); i++) {
            List<Workload> order = new ArrayList<>(workloads);
            if (i % 2 == 0) {
                Collections.reverse(order);
            }
            for (Workload workload : order) {
                Measured measured = round("round " + i, workload, expected.get(workload));
                expected.put(workload, enough(measured));
                results.computeIfAbsent(workload, first -> new ArrayList<>()).add(measured);
            }
        }
        return workloads.stream()
                .map(workload -> figure(workload, results.get(workload)))
                .toList();
    }

    private static Figure figure(Workload workload, List<Measured> rounds) {
        return new Figure(
                workload.name(),
                sample(rounds, round -> round.result().perSecond()),
                sample(rounds, round -> round.result().millis().percentile99()),
                sample(rounds, Measured::cpu),
                sample(rounds, round -> round.result().clientShare()));
    }

    private static Sample sample(List<Measured> rounds, ToDoubleFunction<Measured> value) {
        return Sample.of(rounds.stream().mapToDouble(value).boxed().toList());
    }

    /** Signing half as many more than last time takes less of their short life than signing as many as possible. */
    private static int enough(Measured measured) {
        return (int) Math.ceil(1.5 * measured.result().perSecond());
    }

    private Measured round(String when, Workload workload, int perSecond) {
        List<Supplier<HttpRequest>> clients = new ArrayList<>();
        for (int i = 0; i < settings.threads(); i++) {
            clients.add(workload.client().get());
        }
        int each = (int) (perSecond * settings.length().toSeconds() / settings.threads()) + 1;
        Round round = Round.prepare(clients, each);
        double before = ServerMetrics.of(workload.server()).cpuMillis();
        Round.Result result = round.run(settings.length());
        double cpu = (ServerMetrics.of(workload.server()).cpuMillis() - before)
                / result.millis().values().length;
        System.out.printf(
                "[bench] %-8s %-60s %7.1f/s, server %6.2f ms each, clients %2.0f %%%n",
                when, workload.name(), result.perSecond(), cpu, 100 * result.clientShare());
        return new Measured(result, cpu);
    }
}
