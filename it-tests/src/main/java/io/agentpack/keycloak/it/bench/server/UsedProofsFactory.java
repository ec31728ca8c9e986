package io.agentpack.keycloak.it.bench.server;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Its id is the path. */
public final class UsedProofsFactory implements RealmResourceProviderFactory {
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
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
