package io.agentpack.keycloak.it.bench.cascade;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.Postgres;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells fifty receivers of which one is dead and one is slow, by the pack and by Keycloak itself; then stops trees of growing size. */
public final class CascadeBench {
    static final String PLANNER = "planner";
    static final String RESEARCHER = "researcher";

    private static final List<Integer> SIZES = Stream.of(
                    System.getProperty("cascade.sizes", "1,100,10000,100000").split(","))
            .map(Integer::valueOf)
            .toList();
    /** What is measured: {@code trees}, {@code receivers}, {@code native}. */
    private static final String PARTS = System.getProperty("cascade.parts", "trees,receivers,native");

    static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Cluster cluster;
    private final TestRealm one;
    private final TestRealm two;

    private CascadeBench(Cluster cluster) {
        this.cluster = cluster;
        one = TestRealm.in(cluster.first(), "cascade-bench")
                .setting("accessTokenLifespan", 3600)
                .setting("attributes", Map.of("ssf.transmitterEnabled", "true"))
                .agent(AgentSpec.delegated(PLANNER)
                        .with("agent.delegates", RESEARCHER)
                        .with("agent.delegation.max-depth", "1")
                        .with("agent.token.max-lifetime", "900"))
                .agent(AgentSpec.delegated(RESEARCHER))
                .create();
        two = one.on(cluster.second());
    }

    public static void main(String[] args) throws IOException {
        // Keycloak's own delivery beside ours, as it is delivered.
        ServerSpec spec = ServerSpec.withPack()
                .named("bench")
                .features("ssf")
                .options(Cluster.STREAMS_MAY_PUSH_HERE)
                .forMeasuring("-Xms256m -Xmx1g");
        try (Cluster cluster = Cluster.start(spec)) {
            CascadeBench bench = new CascadeBench(cluster);
            if (PARTS.contains("receivers")) {
                new FiftyReceivers(bench.one, cluster.database()).measure();
            }
            if (PARTS.contains("native")) {
                new NativePush(bench.one).measure();
            }
            if (PARTS.contains("trees")) {
                bench.trees();
            }
        }
    }

    private void trees() {
        try (CountingReceiver calendar = CountingReceiver.listen()) {
            one.admin().clients().makeReceiver(one.calendarApi().clientId(), calendar.url(), "");
            for (int i = 0; i < 20; i++) {
                stop(2, calendar);
            }
            System.out.println(
                    "[cascade]    runs | stop answered | refused on other node | all recorded | all told | RSS of the node");
            for (int size : SIZES) {
                Stopped stopped = stop(size, calendar);
                System.out.printf(
                        "[cascade] %7d | %10.1f ms | %18.1f ms | %9.0f ms | %5.0f ms | %d MB before, %d MB most%n",
                        size,
                        stopped.answered(),
                        stopped.refused(),
                        stopped.recorded(),
                        stopped.told(),
                        stopped.rssBefore() >> 20,
                        stopped.rssMost() >> 20);
            }
        }
    }

    private record Stopped(
            double answered, double refused, double recorded, double told, long rssBefore, long rssMost) {}

    private Stopped stop(int size, CountingReceiver calendar) {
        Postgres database = cluster.database();
        Tree tree = Tree.of(size, one, database);
        isActive(two, tree.child());
        int before = calendar.arrivals().size();
        long rssBefore = cluster.first().residentBytes();
        long[] rssMost = {rssBefore};

        long start = System.nanoTime();
        one.admin().agents().revoke(tree.rootRun(), "bench").expect(204);
        double answered = since(start);
        while (isActive(two, tree.child())) {
            Thread.onSpinWait();
        }
        double refused = since(start) - answered;
        Eventually.get("records", PATIENCE, () -> {
            rssMost[0] = Math.max(rssMost[0], cluster.first().residentBytes());
            return tree.open(database) == 0 ? Optional.of(true) : Optional.empty();
        });
        double recorded = since(start);
        Eventually.get("signals", PATIENCE, () -> {
            rssMost[0] = Math.max(rssMost[0], cluster.first().residentBytes());
            return calendar.arrivals().size() - before >= size ? Optional.of(true) : Optional.empty();
        });
        return new Stopped(answered, refused, recorded, since(start), rssBefore, rssMost[0]);
    }

    private static boolean isActive(TestRealm node, String token) {
        return node.tokens()
                .introspect(node.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
