package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.ledger.cascade.StoppedRuns;
import org.keycloak.provider.ProviderFactory;

/** Makes one ledger per Keycloak session. */
public interface AgentLedgerProviderFactory extends ProviderFactory<AgentLedgerProvider> {

    /** What this node knows to be stopped. */
    StoppedRuns stoppedRuns();
}
