package io.agentpack.keycloak.it.bench.server;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.JvmCompilationMetrics;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** What a measurement needs of the server: a path that remembers used proofs, by this id, and the time of the JIT compiler among its metrics. */
public final class BenchResourceFactory implements RealmResourceProviderFactory {
    public static final String ID = "bench-used-proofs";

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new UsedProofs(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        new JvmCompilationMetrics().bindTo(Metrics.globalRegistry);
    }

    @Override
    public void close() {}
}
