package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.outbox.SignalEntity;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Adds our tables to Keycloak's database. The first ten characters of the id name Liquibase's own table
 * (DATABASECHANGELOG_AGENT_LEDG), so the id is fixed for ever.
 */
public final class AgentLedgerEntities implements JpaEntityProviderFactory, JpaEntityProvider {
    private static final String ID = "agent-ledger";

    @Override
    public List<Class<?>> getEntities() {
        return List.of(
                RunEntity.class,
                AudienceEntity.class,
                CauseEntity.class,
                SignalEntity.class,
                JournalEntity.class,
                PlatformRunEntity.class);
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/agent-ledger/changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return ID;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
