package io.agentpack.keycloak.it.kit.server;

import java.util.ArrayList;
import java.util.List;

/** Two Keycloaks on one PostgreSQL, clustered over loopback as Keycloak does by default; all of it ends with this JVM at the latest. */
public final class Cluster implements AutoCloseable {
    private static Cluster shared;
    private static RuntimeException failure;

    private final Postgres database;
    private final AdminCredentials admin = AdminCredentials.random();
    private final ServerSpec spec;
    private final int firstPort = FreePort.next();
    private final List<ClusterNode> nodes = new ArrayList<>();

    private Cluster(ServerSpec spec, boolean durable, String schemaOfBefore) {
        this.spec = spec;
        database = Postgres.start(durable);
        if (!schemaOfBefore.isEmpty()) {
            database.sql(schemaOfBefore);
        }
        // The first node makes the schema before the second looks at it.
        add("node-1", clustered());
        add("node-2", clustered());
    }

    /** The cluster that all tests of this JVM share, started when first asked for: the pack, with Keycloak's own shared signals switched on. */
    public static synchronized Cluster shared() {
        if (failure != null) {
            throw new IllegalStateException("the cluster did not start, see the first failure", failure);
        }
        if (shared == null) {
            try {
                shared = new Cluster(ServerSpec.withPack().features("ssf"), false, SchemaOfBefore.sql());
            } catch (RuntimeException e) {
                failure = e;
                throw e;
            }
        }
        return shared;
    }

    /** A cluster of one's own on a database that keeps what it has committed. */
    public static Cluster start(ServerSpec spec) {
        return new Cluster(spec, true, "");
    }

    public ClusterNode first() {
        return nodes.get(0);
    }

    public ClusterNode second() {
        return nodes.get(1);
    }

    /** A node on the same database that hears nothing of the others. */
    public ClusterNode addDeaf() {
        return add("node-deaf", List.of("--cache=local"));
    }

    public Postgres database() {
        return database;
    }

    @Override
    public void close() {
        nodes.forEach(ClusterNode::close);
        database.close();
    }

    private ClusterNode add(String name, List<String> options) {
        List<String> all = new ArrayList<>(spec.options());
        all.addAll(options);
        ClusterNode node = new ClusterNode(
                spec.named(name).options(all.toArray(String[]::new)),
                database,
                admin,
                nodes.isEmpty() ? firstPort : FreePort.next(),
                "http://127.0.0.1:" + firstPort);
        nodes.add(node);
        node.start();
        return node;
    }

    private static List<String> clustered() {
        return List.of(
                "--cache=ispn",
                "--cache-embedded-network-bind-address=127.0.0.1",
                "--cache-embedded-network-bind-port=" + FreePort.next());
    }
}
