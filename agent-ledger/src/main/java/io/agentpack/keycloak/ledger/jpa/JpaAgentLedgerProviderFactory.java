package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.AgentLedgerProviderFactory;
import io.agentpack.keycloak.ledger.sweep.SweepRuns;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The ledger of a server: one per Keycloak session, and the sweep that closes what nobody asked about. */
public final class JpaAgentLedgerProviderFactory implements AgentLedgerProviderFactory {
    private static final String ID = "agent-ledger";

    private SweepRuns sweep;

    @Override
    public void init(Config.Scope config) {
        sweep = SweepRuns.configured(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        sweep.scheduleOn(factory);
        factory.register(ForgetPerson::on);
    }

    @Override
    public AgentLedgerProvider create(KeycloakSession session) {
        return new JpaAgentLedgerProvider(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void close() {}
}
