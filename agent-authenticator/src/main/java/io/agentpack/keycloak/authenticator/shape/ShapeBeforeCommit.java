package io.agentpack.keycloak.authenticator.shape;

import io.agentpack.keycloak.ledger.AgentClients;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** Shapes the agents of one transaction, each once, just before it commits. What fails here makes the transaction fail. */
final class ShapeBeforeCommit extends AbstractKeycloakTransaction {
    private static final String ATTRIBUTE = ShapeBeforeCommit.class.getName();

    private final KeycloakSession session;
    /** Immutable client id to realm id. */
    private final Map<String, String> agents = new LinkedHashMap<>();

    private ShapeBeforeCommit(KeycloakSession session) {
        this.session = session;
    }

    static ShapeBeforeCommit of(KeycloakSession session) {
        ShapeBeforeCommit pending = session.getAttribute(ATTRIBUTE, ShapeBeforeCommit.class);
        if (pending == null) {
            pending = new ShapeBeforeCommit(session);
            session.setAttribute(ATTRIBUTE, pending);
            session.getTransactionManager().enlistPrepare(pending);
        }
        return pending;
    }

    void add(ClientModel agent) {
        agents.put(agent.getId(), agent.getRealm().getId());
    }

    @Override
    protected void commitImpl() {
        agents.forEach((client, realmId) -> Optional.ofNullable(session.realms().getRealm(realmId))
                .map(realm -> realm.getClientById(client))
                .filter(AgentClients::isAgent)
                .ifPresent(agent -> ShapeAgent.shape(session, agent)));
    }

    @Override
    protected void rollbackImpl() {
        // Nothing was done outside the transaction.
    }
}
