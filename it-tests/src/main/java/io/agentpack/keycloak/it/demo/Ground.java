package io.agentpack.keycloak.it.demo;

import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.ClusterNode;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.Postgres;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import java.util.Optional;

/**
 * What the story plays on: two Keycloaks on one PostgreSQL where that is installed, else one Keycloak with a database of its own.
 *
 * @param first where the story begins
 * @param cluster of which the second node is still starting then; empty when there is only one
 */
record Ground(KeycloakServer first, Optional<Cluster> cluster) implements AutoCloseable {

    static Ground prepare() {
        ServerSpec spec = ServerSpec.withPack().named("demo");
        if (Postgres.isInstalled()) {
            Cluster cluster = Cluster.growing(spec);
            return new Ground(cluster.first(), Optional.of(cluster));
        }
        return new Ground(Keycloak.start(spec), Optional.empty());
    }

    /** The second node, once it is ready. */
    Optional<KeycloakServer> second() {
        return cluster.map(two -> {
            ClusterNode second = two.second();
            second.awaitReady();
            return second;
        });
    }

    @Override
    public void close() {
        cluster.ifPresentOrElse(Cluster::close, first::close);
    }
}
