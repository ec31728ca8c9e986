package io.agentpack.keycloak.it.kit.server;

/** Starts Keycloak. Every server ends with this JVM at the latest. */
public final class Keycloak {
    private static KeycloakServer shared;
    private static RuntimeException failure;

    private Keycloak() {}

    /** The server with the pack that all tests of this JVM share; started when first asked for. */
    public static synchronized KeycloakServer shared() {
        if (failure != null) {
            throw new IllegalStateException("Keycloak did not start, see the first failure", failure);
        }
        if (shared == null) {
            shared = startShared();
        }
        return shared;
    }

    /** A server of one's own, next to the shared one. */
    public static KeycloakServer start(ServerSpec spec) {
        return TestMode.chosen() == TestMode.CONTAINER ? ContainerServer.start(spec) : DistributionServer.start(spec);
    }

    /** A server of one's own on a PostgreSQL; always the distribution. */
    public static KeycloakServer start(ServerSpec spec, Postgres database) {
        int port = FreePort.next();
        ClusterNode node = new ClusterNode(spec, database, AdminCredentials.random(), port, "http://127.0.0.1:" + port);
        node.start();
        return node;
    }

    private static KeycloakServer startShared() {
        try {
            return start(ServerSpec.withPack());
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }
}
