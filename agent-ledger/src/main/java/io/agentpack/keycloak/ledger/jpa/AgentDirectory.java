package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.AgentClients;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** All agents of a realm. One statement, because a realm may have thousands of clients and no model lists those with an authenticator. */
public final class AgentDirectory {
    private static final String AGENTS = "select c.id from ClientEntity c where c.realmId = :realm"
            + " and c.clientAuthenticatorType = :authenticator order by c.clientId";

    private AgentDirectory() {}

    /** By client id. */
    public static Stream<ClientModel> of(KeycloakSession session, RealmModel realm) {
        return session
                .getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(AGENTS, String.class)
                .setParameter("realm", realm.getId())
                .setParameter("authenticator", AgentClients.AUTHENTICATOR)
                .getResultList()
                .stream()
                .map(realm::getClientById)
                .filter(Objects::nonNull);
    }
}
