package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.ServerSpec;
import java.util.List;

/** Measures start-up, sizes, throughput and the time to a stop, and writes them down. */
public final class Bench {
    /** As in production, but for start-dev. */
    private static final String HEAP = "-Xms512m -Xmx1g";

    private Bench() {}

    public static void main(String[] args) {
        Settings settings = Settings.ofSystem();
        Report report = new Report(settings, HEAP);
        if (settings.starts() > 0) {
            report.startUp(StartUp.measure(settings));
        }
        report.jars(JarSize.ofPack());
        ServerSpec spec = ServerSpec.withPack()
                .and(BenchJar.make())
                .named("bench")
                .features(ExperimentalAttestation.FEATURE)
                .heap(HEAP)
                .forMeasuring(settings.jvm());
        if (settings.costs()) {
            report.costs(costs(spec.named("bench-logged").options(Cost.LOGGED), settings));
        }
        if (settings.rounds() > 0 || settings.stops() > 0 || settings.runs() > 0 || settings.usedProofs() > 0) {
            time(spec, settings, report);
        }
        report.write();
    }

    private static List<Cost> costs(ServerSpec spec, Settings settings) {
        try (BenchServer server = BenchServer.start(spec, settings);
                BenchRealm realm = BenchRealm.in(server.keycloak())) {
            return Cost.of(chosen(settings, Workloads.in(realm)), server.keycloak());
        }
    }

    private static void time(ServerSpec spec, Settings settings, Report report) {
        try (BenchServer server = BenchServer.start(spec, settings);
                BenchRealm realm = BenchRealm.in(server.keycloak())) {
            if (settings.rounds() > 0) {
                List<Throughput.Figure> figures = new Throughput(settings).of(chosen(settings, Workloads.in(realm)));
                report.throughput(figures);
                report.targets(Target.ALL, figures);
            }
            Scale scale = new Scale(settings, realm, spec.named("bench-full"));
            if (settings.usedProofs() > 0) {
                report.scale(scale.usedProofs());
            }
            if (settings.runs() > 0) {
                report.scale(scale.runs());
            }
            if (settings.stops() > 0) {
                report.stops(new StopLatency(realm, settings).measure());
            }
        }
    }

    private static List<Workload> chosen(Settings settings, List<Workload> all) {
        return all.stream()
                .filter(workload -> settings.only().matcher(workload.name()).find())
                .toList();
    }
}
