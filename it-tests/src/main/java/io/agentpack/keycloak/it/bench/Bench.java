package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.ServerSpec;

/** Measures start-up, sizes, throughput and the time to a stop, and writes them down. */
public final class Bench {
    /** As in production, but for embedded H2 and start-dev. */
    private static final String HEAP = "-Xms512m -Xmx1g";

    private Bench() {}

    public static void main(String[] args) {
        Settings settings = Settings.ofSystem();
        Report report = new Report(settings, HEAP);
        if (settings.starts() > 0) {
            report.startUp(StartUp.measure(settings));
        }
        report.jars(JarSize.ofPack());
        ServerSpec spec = ServerSpec.withPack().named("bench").heap(HEAP).forMeasuring();
        try (KeycloakServer server = Keycloak.start(spec);
                BenchRealm realm = BenchRealm.in(server)) {
            report.throughput(new Throughput(settings).of(Workloads.in(realm)));
            report.stops(new StopLatency(realm, settings).measure());
        }
        report.write();
    }
}
