package io.agentpack.keycloak.ledger.path;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/** Its id is the path segment. */
public interface AgentsPathFactory extends ProviderFactory<AgentsPath> {
    @Override
    default void init(Config.Scope config) {}

    @Override
    default void postInit(KeycloakSessionFactory factory) {}

    @Override
    default void close() {}
}
