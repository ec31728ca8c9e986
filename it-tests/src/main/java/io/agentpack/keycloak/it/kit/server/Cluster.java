package io.agentpack.keycloak.it.kit.server;

import java.util.ArrayList;
import java.util.List;

/** Two Keycloaks (or more) on one PostgreSQL, clustered over loopback as Keycloak does by default; all of it ends with this JVM at the latest. */
public final class Cluster implements AutoCloseable {
    public static final String STREAMS_MAY_PUSH_HERE =
            "--spi-ssf-transmitter--default--allow-insecure-push-targets=true";

    /** Keycloak's own delivery. */
    public static final String DRAINED_OFTEN = "--spi-ssf-transmitter--default--outbox-drainer-interval=1s";

    private static final String SWEPT_OFTEN = "--spi-agent-ledger--agent-ledger--sweep-interval=5";

    private static final String PURGED_OFTEN = "--spi-agent-ledger--agent-ledger--purge-interval=5";

    /** How often Keycloak's own task deletes expired sessions, in seconds; it takes nothing less. */
    private static final String TIDIED_OFTEN = "--spi-user-sessions--infinispan--session-expiration-period=60";

    private static final int SIZE = Integer.getInteger("cluster.nodes", 2);

    private static Cluster shared;
    private static RuntimeException failure;

    private final Postgres database;
    private final AdminCredentials admin = AdminCredentials.random();
    private final ServerSpec spec;
    private final int firstPort = FreePort.next();
    private final List<ClusterNode> nodes = new ArrayList<>();

    private Cluster(ServerSpec spec, int size, boolean durable, String schemaOfBefore) {
        this.spec = spec;
        database = Postgres.start(durable);
        if (!schemaOfBefore.isEmpty()) {
            database.sql(schemaOfBefore);
        }
        // The first node makes the schema before the others look at it.
        for (int number = 1; number <= size; number++) {
            add("node-" + number, clustered());
        }
    }

    /** The cluster that all tests of this JVM share, started when first asked for: the pack, with Keycloak's own shared signals switched on. */
    public static synchronized Cluster shared() {
        if (failure != null) {
            throw new IllegalStateException("the cluster did not start, see the first failure", failure);
        }
        if (shared == null) {
            try {
                shared = new Cluster(
                        ServerSpec.withPack()
                                .features("ssf")
                                .options(STREAMS_MAY_PUSH_HERE, DRAINED_OFTEN, SWEPT_OFTEN, PURGED_OFTEN, TIDIED_OFTEN),
                        SIZE,
                        false,
                        SchemaOfBefore.sql());
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        // A test that failed may have left one behind dead.
        shared.nodes.stream().filter(node -> !node.isAlive()).forEach(ClusterNode::start);
        return shared;
    }

    /** A cluster of one's own on a database that keeps what it has committed. */
    public static Cluster start(ServerSpec spec) {
        return new Cluster(spec, 2, true, "");
    }

    /** The first node runs; the second is still starting: whoever wants it waits until it is ready. */
    public static Cluster growing(ServerSpec spec) {
        Cluster cluster = new Cluster(spec, 1, false, "");
        ClusterNode second = cluster.node("node-2", clustered());
        cluster.nodes.add(second);
        second.launch();
        return cluster;
    }

    public List<ClusterNode> nodes() {
        return List.copyOf(nodes);
    }

    public ClusterNode first() {
        return nodes.get(0);
    }

    public ClusterNode second() {
        return nodes.get(1);
    }

    /** Another node on the same database, which hears nothing of the others; whoever asks for it closes it. */
    public ClusterNode deaf() {
        ClusterNode node = node("node-deaf", List.of("--cache=local"));
        node.start();
        return node;
    }

    public Postgres database() {
        return database;
    }

    @Override
    public void close() {
        nodes.forEach(ClusterNode::close);
        database.close();
    }

    private void add(String name, List<String> options) {
        ClusterNode node = node(name, options);
        nodes.add(node);
        node.start();
    }

    private ClusterNode node(String name, List<String> options) {
        List<String> all = new ArrayList<>(spec.options());
        all.addAll(options);
        return new ClusterNode(
                spec.named(name).options(all.toArray(String[]::new)),
                database,
                admin,
                nodes.isEmpty() ? firstPort : FreePort.next(),
                "http://127.0.0.1:" + firstPort);
    }

    private static List<String> clustered() {
        return List.of(
                "--cache=ispn",
                "--cache-embedded-network-bind-address=127.0.0.1",
                "--cache-embedded-network-bind-port=" + FreePort.forCluster());
    }
}
