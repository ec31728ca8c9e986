package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.bench.server.UsedProofsFactory;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** The same requests next to little, and next to a lot of what the pack keeps. */
record Scale(Settings settings, BenchServer server, BenchRealm realm) {

    /** @param what there was little, and then a lot of */
    record Figures(String what, List<Throughput.Figure> few, List<Throughput.Figure> many) {}

    /** Live runs in PostgreSQL. */
    Figures runs() {
        Workloads workloads = new Workloads(realm);
        ManyRuns runs = new ManyRuns(
                server.database().orElseThrow(),
                Tokens.claims(workloads.freshRun()).at("/run/id").asText());
        List<Throughput.Figure> few = measure(workloads.nextToRuns());
        String before = runs.count();
        runs.copy(settings.runs());
        String after = runs.count();
        Plans.write(server.database().orElseThrow(), runs.run());
        return new Figures(
                "live runs in the database: " + before + ", then " + after, few, measure(workloads.nextToRuns()));
    }

    /** Proofs that were used and are remembered. */
    Figures usedProofs() {
        Workloads workloads = new Workloads(realm);
        List<Throughput.Figure> few = measure(workloads.nextToUsedProofs());
        String filled = Prepared.send(Http.request(server.keycloak()
                                .url("/realms/" + realm.realm().name() + "/" + UsedProofsFactory.ID + "?count="
                                        + settings.usedProofs()))
                        .POST(BodyPublishers.noBody())
                        .build())
                .body();
        return new Figures(filled, few, measure(workloads.nextToUsedProofs()));
    }

    private List<Throughput.Figure> measure(List<Workload> workloads) {
        return new Throughput(settings, server.keycloak()).of(workloads);
    }
}
