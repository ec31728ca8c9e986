package io.agentpack.keycloak.ledger.session;

import java.util.HashMap;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.device.DeviceActivityManager;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.session.PersistentClientSessionEntity;
import org.keycloak.models.session.PersistentAuthenticatedClientSessionAdapter;
import org.keycloak.models.session.PersistentUserSessionAdapter;
import org.keycloak.models.session.UserSessionPersisterProvider;
import org.keycloak.models.sessions.infinispan.PersistentUserSessionProvider;

/**
 * The session of a run that starts, written in the transaction that writes the run's row: there never is one without the other. Keycloak itself
 * writes a new session in a transaction of its own, after that of the request, and looks first whether it is there, which the session of an id
 * that was just drawn can't be. Only where Keycloak keeps sessions in the database.
 *
 * <p>Once it has committed it goes into the cache as any session that was read from the database. Should its run be stopped in that very instant,
 * the cache has it for a while after the database has lost it, as it can after any read; {@link
 * io.agentpack.keycloak.ledger.cascade.StoppedRuns} is there for that.
 */
final class NewSession extends PersistentUserSessionAdapter {
    private static final Logger LOG = Logger.getLogger(NewSession.class);
    private static final String ONLINE = "0";

    private final KeycloakSession session;

    private NewSession(KeycloakSession session, RealmModel realm, UserModel user, SessionFields fields) {
        super(session, fields, realm, user.getId(), new HashMap<>());
        this.session = session;
    }

    static boolean isPossible(KeycloakSession session) {
        return session.sessions() instanceof PersistentUserSessionProvider;
    }

    static NewSession create(KeycloakSession session, RealmModel realm, UserModel user, String id, String authMethod) {
        NewSession made = new NewSession(session, realm, user, SessionFields.startingNow(id));
        made.setUser(user);
        made.setLoginUsername(user.getUsername());
        made.setIpAddress(session.getContext().getConnection().getRemoteHost());
        made.setAuthMethod(authMethod);
        DeviceActivityManager.attachDevice(made, session);
        session.getTransactionManager().enlistPrepare(made.new Writing());
        session.getTransactionManager().enlistAfterCompletion(made.new Caching());
        return made;
    }

    /** Adds the client's session, with the notes that Keycloak gives a new one. */
    AuthenticatedClientSessionModel with(ClientModel client) {
        AuthenticatedClientSessionModel made = new PersistentAuthenticatedClientSessionAdapter(
                session,
                new ClientSessionFields(getId(), client.getId(), Time.currentTime()),
                getRealm(),
                client,
                this);
        made.setNote(AuthenticatedClientSessionModel.STARTED_AT_NOTE, String.valueOf(made.getTimestamp()));
        made.setNote(AuthenticatedClientSessionModel.USER_SESSION_STARTED_AT_NOTE, String.valueOf(getStarted()));
        getAuthenticatedClientSessions().put(client.getId(), made);
        return made;
    }

    /** As late as possible, since everything that makes the token may leave notes. */
    private final class Writing extends AbstractKeycloakTransaction {
        @Override
        protected void commitImpl() {
            UserSessionPersisterProvider database = session.getProvider(UserSessionPersisterProvider.class);
            database.createUserSession(NewSession.this, false);
            getAuthenticatedClientSessions().values().forEach(made -> {
                announce(made);
                database.createClientSession(made, false);
            });
        }

        /**
         * Keycloak looks for a client session before it writes it: in the database, unless this transaction has it already. It finds this one as it is
         * going to be, so nothing is left to write but the row.
         */
        private void announce(AuthenticatedClientSessionModel made) {
            PersistentClientSessionEntity row = new PersistentClientSessionEntity();
            row.setRealmId(getRealm().getId());
            row.setTimestamp(made.getTimestamp());
            row.setData(new PersistentAuthenticatedClientSessionAdapter(session, made)
                    .getUpdatedModel()
                    .getData());
            row.setUserSessionId(getId());
            row.setClientId(made.getClient().getId());
            row.setClientStorageProvider(PersistentClientSessionEntity.LOCAL);
            row.setExternalClientId(PersistentClientSessionEntity.LOCAL);
            row.setOffline(ONLINE);
            session.getProvider(JpaConnectionProvider.class).getEntityManager().persist(row);
        }

        @Override
        protected void rollbackImpl() {}
    }

    private final class Caching extends AbstractKeycloakTransaction {
        @Override
        protected void commitImpl() {
            try {
                session.sessions().importUserSessions(List.of(NewSession.this), false);
            } catch (RuntimeException notCached) {
                LOG.debug("a new session will be read from the database", notCached);
            }
        }

        @Override
        protected void rollbackImpl() {}
    }
}
