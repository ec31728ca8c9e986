package io.agentpack.keycloak.it.bench;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Requests per second. The workloads take turns, round by round, so that a busy minute of the machine hits all. */
record Throughput(Settings settings) {
    /** Signed beforehand; more than this many a second are never sent here. */
    private static final int MOST_PER_SECOND = 1500;

    /**
     * @param rates of the rounds, without the warm-up
     * @param clientShares see {@link Round.Result}
     */
    record Figure(Workload workload, Sample rates, Sample clientShares) {}

    List<Figure> of(List<Workload> workloads) {
        Map<Workload, Integer> expected = new LinkedHashMap<>();
        for (Workload workload : workloads) {
            expected.put(workload, enough(round("warm-up", workload, MOST_PER_SECOND)));
        }
        Map<Workload, List<Round.Result>> results = new LinkedHashMap<>();
        for (int i = 1; i <= settings.rounds(); i++) {
            for (Workload workload : workloads) {
                Round.Result result = round("round " + i, workload, expected.get(workload));
                expected.put(workload, enough(result));
                results.computeIfAbsent(workload, first -> new ArrayList<>()).add(result);
            }
        }
        return workloads.stream()
                .map(workload -> figure(workload, results.get(workload)))
                .toList();
    }

    private static Figure figure(Workload workload, List<Round.Result> results) {
        return new Figure(
                workload,
                Sample.of(results.stream().map(Round.Result::perSecond).toList()),
                Sample.of(results.stream().map(Round.Result::clientShare).toList()));
    }

    /** Signing three times as many as last time takes less of their short life than signing as many as possible. */
    private static int enough(Round.Result result) {
        return 3 * (int) Math.ceil(result.perSecond());
    }

    private Round.Result round(String when, Workload workload, int perSecond) {
        List<Supplier<HttpRequest>> clients = new ArrayList<>();
        for (int i = 0; i < settings.threads(); i++) {
            clients.add(workload.client().get());
        }
        int each = (int) (perSecond * settings.length().toSeconds() / settings.threads()) + 1;
        Round.Result result = Round.prepare(clients, each).run(settings.length());
        System.out.printf(
                "[bench] %-8s %-60s %7.1f/s, clients %2.0f %%%n",
                when, workload.name(), result.perSecond(), 100 * result.clientShare());
        return result;
    }
}
