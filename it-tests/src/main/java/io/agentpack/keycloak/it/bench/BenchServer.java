package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.Postgres;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import java.util.Optional;

/** Keycloak and its database, a durable PostgreSQL or embedded H2. On H2, Keycloak's own look for a client session gets slower with each one there is. */
record BenchServer(KeycloakServer keycloak, Optional<Postgres> database) implements AutoCloseable {

    static BenchServer start(ServerSpec spec, Settings settings) {
        if (!settings.postgres()) {
            return new BenchServer(Keycloak.start(spec), Optional.empty());
        }
        Postgres database = Postgres.start(true);
        try {
            return new BenchServer(Keycloak.start(spec, database), Optional.of(database));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void close() {
        keycloak.close();
        database.ifPresent(Postgres::close);
    }
}
