package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.AgentLedgerProviderFactory;
import io.agentpack.keycloak.ledger.cascade.CascadeWorker;
import io.agentpack.keycloak.ledger.cascade.StoppedRuns;
import io.agentpack.keycloak.ledger.sweep.SweepRuns;
import java.time.Clock;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** The ledger of a server: one per Keycloak session, what finishes stops, and the sweep that closes what nobody asked about. */
public final class JpaAgentLedgerProviderFactory implements AgentLedgerProviderFactory {
    private static final String ID = "agent-ledger";

    private final StoppedRuns stopped = new StoppedRuns(Clock.systemUTC());
    private SweepRuns sweep;
    private CascadeWorker worker;

    @Override
    public void init(Config.Scope config) {
        sweep = SweepRuns.configured(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        worker = new CascadeWorker(factory, stopped);
        sweep.scheduleOn(factory);
        factory.register(ForgetPerson::on);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                // The tables are there from now on.
                worker.start();
            }
        });
    }

    @Override
    public AgentLedgerProvider create(KeycloakSession session) {
        return new JpaAgentLedgerProvider(session, worker);
    }

    @Override
    public StoppedRuns stoppedRuns() {
        return stopped;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
    }
}
