package io.agentpack.keycloak.it.bench.cascade;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.Postgres;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Stops trees of growing size, then tells fifty receivers of which one is dead and one is slow. */
public final class CascadeBench {
    static final String PLANNER = "planner";
    static final String RESEARCHER = "researcher";

    private static final List<Integer> SIZES = Stream.of(
                    System.getProperty("cascade.sizes", "1,100,10000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int HEALTHY = 48;
    private static final int STOPS = Integer.getInteger("cascade.stops", 40);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Cluster cluster;
    private final TestRealm one;
    private final TestRealm two;

    private CascadeBench(Cluster cluster) {
        this.cluster = cluster;
        one = TestRealm.in(cluster.first(), "cascade-bench")
                .setting("accessTokenLifespan", 3600)
                .agent(AgentSpec.delegated(PLANNER)
                        .with("agent.delegates", RESEARCHER)
                        .with("agent.delegation.max-depth", "1")
                        .with("agent.token.max-lifetime", "900"))
                .agent(AgentSpec.delegated(RESEARCHER))
                .create();
        two = one.on(cluster.second());
    }

    public static void main(String[] args) throws IOException {
        ServerSpec spec = ServerSpec.withPack().named("bench").forMeasuring("-Xms256m -Xmx1g");
        try (Cluster cluster = Cluster.start(spec)) {
            CascadeBench bench = new CascadeBench(cluster);
            bench.trees();
            bench.receivers();
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

    private void receivers() throws IOException {
        List<CountingReceiver> healthy = new ArrayList<>();
        for (int i = 0; i < HEALTHY; i++) {
            healthy.add(CountingReceiver.listen());
        }
        try (CountingReceiver slow = CountingReceiver.slow(Duration.ofSeconds(4));
                ServerSocket full = full()) {
            for (int i = 0; i < HEALTHY; i++) {
                everyRun("healthy-" + i, healthy.get(i).url());
            }
            everyRun("slow", slow.url());
            everyRun("dead", "http://127.0.0.1:" + full.getLocalPort() + "/");
            List<Double> latencies = new ArrayList<>();
            for (int i = 0; i < STOPS; i++) {
                latencies.addAll(tell(healthy));
            }
            double[] sorted =
                    latencies.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    "[cascade] 50 receivers, 1 dead, 1 slow: stop answered to arrival at %d healthy ones, %d stops:"
                            + " p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                    HEALTHY,
                    STOPS,
                    sorted[sorted.length / 2],
                    sorted[(int) Math.ceil(sorted.length * 0.99) - 1],
                    Arrays.stream(sorted).max().orElse(0));
            sustained(healthy);
        } finally {
            healthy.forEach(CountingReceiver::close);
        }
    }

    /** Milliseconds from the answer to the stop (its commit came before) to each arrival. */
    private List<Double> tell(List<CountingReceiver> healthy) {
        Tree tree = Tree.of(1, one, cluster.database());
        one.admin().agents().revoke(tree.rootRun(), "bench").expect(204);
        long answered = System.nanoTime();
        List<Double> latencies = new ArrayList<>();
        for (CountingReceiver receiver : healthy) {
            long arrived = Eventually.get(
                    "signal",
                    Duration.ofSeconds(30),
                    () -> Optional.ofNullable(receiver.arrivals().get(tree.rootRun())));
            latencies.add(Math.max(0, (arrived - answered) / 1e6));
        }
        return latencies;
    }

    private void sustained(List<CountingReceiver> healthy) {
        int runs = 200;
        Tree tree = Tree.of(runs, one, cluster.database());
        int before = count(healthy);
        long start = System.nanoTime();
        one.admin().agents().revoke(tree.rootRun(), "bench").expect(204);
        Eventually.get(
                "signals",
                PATIENCE,
                () -> count(healthy) - before >= runs * HEALTHY ? Optional.of(true) : Optional.empty());
        System.out.printf(
                "[cascade] %d SETs to %d receivers in %.0f ms: %.0f SETs a second on two nodes%n",
                runs * HEALTHY, HEALTHY, since(start), runs * HEALTHY / (since(start) / 1000));
    }

    private static int count(List<CountingReceiver> receivers) {
        return receivers.stream()
                .mapToInt(receiver -> receiver.arrivals().size())
                .sum();
    }

    private void everyRun(String name, String url) {
        one.admin().clients().create(Map.of("clientId", name, "publicClient", false));
        one.admin()
                .clients()
                .addMapper(
                        name,
                        Map.of(
                                "name", "signals",
                                "protocol", "openid-connect",
                                "protocolMapper", "agent-signals-receiver",
                                "config", Map.of("push-url", url, "scope", "all")));
    }

    /** Listens and never accepts; its backlog is full, so that whoever connects hears nothing. */
    private static ServerSocket full() throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Socket client = new Socket();
            waiting.add(client);
            try {
                client.connect(socket.getLocalSocketAddress(), 100);
            } catch (IOException backlogIsFull) {
                return socket;
            }
        }
        return socket;
    }

    private static boolean isActive(TestRealm node, String token) {
        return node.tokens()
                .introspect(node.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
