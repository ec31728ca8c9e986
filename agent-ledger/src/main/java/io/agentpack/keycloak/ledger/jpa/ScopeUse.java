package io.agentpack.keycloak.ledger.jpa;

import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Whether any client has a client scope. One statement, because a realm may have thousands of clients. */
public final class ScopeUse {
    private static final String USES = "select count(u) from ClientScopeClientMappingEntity u, ClientScopeEntity s"
            + " where u.clientScopeId = s.id and s.name = :name and s.realmId = :realm";

    private ScopeUse() {}

    /** @param name of the scope */
    public static boolean isUsed(KeycloakSession session, RealmModel realm, String name) {
        return session.getProvider(JpaConnectionProvider.class)
                        .getEntityManager()
                        .createQuery(USES, Long.class)
                        .setParameter("name", name)
                        .setParameter("realm", realm.getId())
                        .getSingleResult()
                > 0;
    }
}
