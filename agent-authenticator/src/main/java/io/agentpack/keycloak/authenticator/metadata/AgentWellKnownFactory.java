package io.agentpack.keycloak.authenticator.metadata;

import java.util.Comparator;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.wellknown.WellKnownProvider;
import org.keycloak.wellknown.WellKnownProviderFactory;

/**
 * Stands before whoever else makes one of a realm's metadata documents, Keycloak or another extension, and adds to what that one says. Keycloak
 * serves a document by the factory of its alias with the lowest priority; everything inside Keycloak that asks by id still gets the original.
 */
abstract class AgentWellKnownFactory implements WellKnownProviderFactory {
    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;

    @Override
    public WellKnownProvider create(KeycloakSession session) {
        return new AgentWellKnown(session, others(session));
    }

    private Optional<WellKnownProvider> others(KeycloakSession session) {
        return session.getKeycloakSessionFactory()
                .getProviderFactoriesStream(WellKnownProvider.class)
                .map(WellKnownProviderFactory.class::cast)
                .filter(factory -> getAlias().equals(factory.getAlias()) && !getId().equals(factory.getId()))
                .min(Comparator.comparingInt(WellKnownProviderFactory::getPriority))
                .map(factory -> session.getProvider(WellKnownProvider.class, factory.getId()));
    }

    @Override
    public String getId() {
        return "agent-" + getAlias();
    }

    @Override
    public abstract String getAlias();

    @Override
    public int getPriority() {
        return BEFORE_ALL_OTHERS;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
