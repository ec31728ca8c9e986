package io.agentpack.keycloak.it.bench.cascade;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Postgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fifty receivers hear of every run by the pack; one is dead, one is slow. */
final class FiftyReceivers {
    static final int HEALTHY = 48;
    private static final int STOPS = Integer.getInteger("cascade.stops", 40);

    private final TestRealm realm;
    private final Postgres database;

    FiftyReceivers(TestRealm realm, Postgres database) {
        this.realm = realm;
        this.database = database;
    }

    void measure() throws IOException {
        List<CountingReceiver> healthy = new ArrayList<>();
        for (int i = 0; i < HEALTHY; i++) {
            healthy.add(CountingReceiver.listen());
        }
        try (CountingReceiver slow = CountingReceiver.slow(Duration.ofSeconds(4));
                DeadReceiver dead = new DeadReceiver()) {
            for (int i = 0; i < HEALTHY; i++) {
                everyRun("healthy-" + i, healthy.get(i).url());
            }
            everyRun("slow", slow.url());
            everyRun("dead", dead.url());
            // A server that has just started is still being compiled.
            for (int i = 0; i < STOPS; i++) {
                tell(healthy, new Latencies());
            }
            Latencies latencies = new Latencies();
            for (int i = 0; i < STOPS; i++) {
                tell(healthy, latencies);
            }
            System.out.printf(
                    "[cascade] pack: 50 receivers, 1 dead, 1 slow: stop answered to arrival at %d healthy ones, %d stops: %s%n",
                    HEALTHY, STOPS, latencies);
            sustained(healthy);
        } finally {
            healthy.forEach(CountingReceiver::close);
            for (int i = 0; i < HEALTHY; i++) {
                realm.admin().clients().delete("healthy-" + i);
            }
            realm.admin().clients().delete("slow");
            realm.admin().clients().delete("dead");
        }
    }

    /** From the answer to the stop (its commit came before) to each arrival. */
    private void tell(List<CountingReceiver> healthy, Latencies latencies) {
        Tree tree = Tree.of(1, realm, database);
        realm.admin().agents().revoke(tree.rootRun(), "bench").expect(204);
        long answered = System.nanoTime();
        for (CountingReceiver receiver : healthy) {
            long arrived = Eventually.get(
                    "signal",
                    Duration.ofSeconds(30),
                    () -> Optional.ofNullable(receiver.arrivals().get(tree.rootRun())));
            latencies.add((arrived - answered) / 1e6);
        }
    }

    private void sustained(List<CountingReceiver> healthy) {
        int runs = 400;
        Tree tree = Tree.of(runs, realm, database);
        int before = count(healthy);
        long start = System.nanoTime();
        realm.admin().agents().revoke(tree.rootRun(), "bench").expect(204);
        Eventually.get(
                "signals",
                CascadeBench.PATIENCE,
                () -> count(healthy) - before >= runs * HEALTHY ? Optional.of(true) : Optional.empty());
        double seconds = CascadeBench.since(start) / 1000;
        System.out.printf(
                "[cascade] pack: %d SETs to %d receivers in %.1f s: %.0f SETs a second on two nodes, %.0f on each%n",
                runs * HEALTHY, HEALTHY, seconds, runs * HEALTHY / seconds, runs * HEALTHY / seconds / 2);
    }

    private static int count(List<CountingReceiver> receivers) {
        return receivers.stream()
                .mapToInt(receiver -> receiver.arrivals().size())
                .sum();
    }

    private void everyRun(String name, String url) {
        realm.admin().clients().create(Map.of("clientId", name, "publicClient", false));
        realm.admin()
                .clients()
                .addMapper(
                        name,
                        Map.of(
                                "name", "signals",
                                "protocol", "openid-connect",
                                "protocolMapper", "agent-signals-receiver",
                                "config", Map.of("push-url", url, "scope", "all")));
    }
}
