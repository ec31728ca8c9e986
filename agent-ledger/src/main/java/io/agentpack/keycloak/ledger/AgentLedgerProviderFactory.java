package io.agentpack.keycloak.ledger;

import org.keycloak.provider.ProviderFactory;

/** Makes one ledger per Keycloak session. */
public interface AgentLedgerProviderFactory extends ProviderFactory<AgentLedgerProvider> {}
