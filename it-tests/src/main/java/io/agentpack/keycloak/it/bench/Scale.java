package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.bench.server.BenchResourceFactory;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.server.Postgres;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The same requests in turns on two servers: next to little, and next to a lot of what the pack keeps. */
record Scale(Settings settings, BenchRealm little, ServerSpec spec) {

    /** @param what there was a lot of on the second server */
    record Figures(String what, List<Throughput.Figure> few, List<Throughput.Figure> many) {}

    /** Live runs in PostgreSQL. */
    Figures runs() {
        return measure(Workloads::nextToRuns, (server, realm) -> {
            Postgres database = server.database().orElseThrow();
            ManyRuns runs = new ManyRuns(
                    database,
                    Tokens.claims(new Workloads(realm).freshRun()).at("/run/id").asText());
            runs.copy(settings.runs());
            Plans.write(database, runs.run());
            return runs.count() + " live runs in the database";
        });
    }

    /** Proofs that were used and are remembered. */
    Figures usedProofs() {
        return measure(Workloads::nextToUsedProofs, (server, realm) -> {
            HttpResponse<String> filled = Prepared.send(Http.request(server.keycloak()
                            .url("/realms/" + realm.realm().name() + "/" + BenchResourceFactory.ID + "?count="
                                    + settings.usedProofs()))
                    .POST(BodyPublishers.noBody())
                    .build());
            if (!Prepared.isAccepted(filled)) {
                throw new IllegalStateException(filled.statusCode() + " " + filled.body());
            }
            return filled.body();
        });
    }

    private Figures measure(
            Function<Workloads, List<Workload>> workloads, BiFunction<BenchServer, BenchRealm, String> fill) {
        try (BenchServer server = BenchServer.start(spec, settings);
                BenchRealm full = BenchRealm.in(server.keycloak())) {
            String what = fill.apply(server, full);
            List<Workload> few = workloads.apply(new Workloads(little));
            List<Workload> many = workloads.apply(new Workloads(full)).stream()
                    .map(workload -> workload.named(workload.name() + ", next to a lot"))
                    .toList();
            List<Workload> turns = new ArrayList<>();
            for (int i = 0; i < few.size(); i++) {
                turns.add(few.get(i));
                turns.add(many.get(i));
            }
            List<Throughput.Figure> figures = new Throughput(settings).of(turns);
            return new Figures(what, each(figures, 0), each(figures, 1));
        }
    }

    private static List<Throughput.Figure> each(List<Throughput.Figure> turns, int first) {
        List<Throughput.Figure> every = new ArrayList<>();
        for (int i = first; i < turns.size(); i += 2) {
            every.add(turns.get(i));
        }
        return every;
    }
}
