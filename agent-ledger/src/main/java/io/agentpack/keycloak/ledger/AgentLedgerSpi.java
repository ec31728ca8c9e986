package io.agentpack.keycloak.ledger;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The pack's own SPI: where runs are kept. */
public final class AgentLedgerSpi implements Spi {
    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "agent-ledger";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return AgentLedgerProvider.class;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return AgentLedgerProviderFactory.class;
    }
}
