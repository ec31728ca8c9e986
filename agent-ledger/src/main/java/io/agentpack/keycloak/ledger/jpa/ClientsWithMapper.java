package io.agentpack.keycloak.ledger.jpa;

import java.util.List;
import java.util.Objects;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Clients that have a protocol mapper of one type of their own. One statement, because a realm may have thousands of clients. */
public final class ClientsWithMapper {
    private static final String CLIENTS = "select distinct m.client.id from ProtocolMapperEntity m"
            + " where m.protocolMapper = :type and m.client.realmId = :realm";

    private ClientsWithMapper() {}

    /** @param type id of the mapper's provider */
    public static List<ClientModel> of(KeycloakSession session, RealmModel realm, String type) {
        return session
                .getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(CLIENTS, String.class)
                .setParameter("type", type)
                .setParameter("realm", realm.getId())
                .getResultList()
                .stream()
                .map(realm::getClientById)
                .filter(Objects::nonNull)
                .toList();
    }
}
