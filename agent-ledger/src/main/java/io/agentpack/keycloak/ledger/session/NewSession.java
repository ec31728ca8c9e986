package io.agentpack.keycloak.ledger.session;

import io.agentpack.keycloak.ledger.jpa.NewRows;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.device.DeviceActivityManager;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.session.PersistentAuthenticatedClientSessionAdapter;
import org.keycloak.models.session.PersistentUserSessionAdapter;
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
        NewRows.in(session).add(made::rows);
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

    private Stream<?> rows() {
        return Stream.concat(
                Stream.of(SessionRows.of(this)),
                getAuthenticatedClientSessions().values().stream()
                        .map(made -> SessionRows.of((PersistentAuthenticatedClientSessionAdapter) made)));
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
