package io.agentpack.keycloak.ledger.session;

import org.keycloak.models.jpa.session.PersistentClientSessionEntity;
import org.keycloak.models.jpa.session.PersistentUserSessionEntity;
import org.keycloak.models.session.PersistentAuthenticatedClientSessionAdapter;
import org.keycloak.models.session.PersistentUserSessionAdapter;

/** Sessions as Keycloak's tables have them. */
final class SessionRows {
    private static final String ONLINE = "0";

    private SessionRows() {}

    static PersistentUserSessionEntity of(PersistentUserSessionAdapter session) {
        PersistentUserSessionEntity row = new PersistentUserSessionEntity();
        row.setUserSessionId(session.getId());
        row.setCreatedOn(session.getStarted());
        row.setRealmId(session.getRealm().getId());
        row.setUserId(session.getUser().getId());
        row.setOffline(ONLINE);
        row.setLastSessionRefresh(session.getLastSessionRefresh());
        row.setData(session.getUpdatedModel().getData());
        row.setBrokerSessionId(session.getBrokerSessionId());
        row.setRememberMe(session.isRememberMe());
        return row;
    }

    /** Of a client that is in Keycloak's own database, as an agent is. */
    static PersistentClientSessionEntity of(PersistentAuthenticatedClientSessionAdapter session) {
        PersistentClientSessionEntity row = new PersistentClientSessionEntity();
        row.setUserSessionId(session.getUserSession().getId());
        row.setClientId(session.getClient().getId());
        row.setClientStorageProvider(PersistentClientSessionEntity.LOCAL);
        row.setExternalClientId(PersistentClientSessionEntity.LOCAL);
        row.setOffline(ONLINE);
        row.setTimestamp(session.getTimestamp());
        row.setData(session.getUpdatedModel().getData());
        row.setRealmId(session.getRealm().getId());
        return row;
    }
}
