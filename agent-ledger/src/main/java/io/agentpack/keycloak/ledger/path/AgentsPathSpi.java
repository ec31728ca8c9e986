package io.agentpack.keycloak.ledger.path;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The pack's own SPI by which each module adds what it serves under {@code /agents}. */
public final class AgentsPathSpi implements Spi {
    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "agents-path";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return AgentsPath.class;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return AgentsPathFactory.class;
    }
}
