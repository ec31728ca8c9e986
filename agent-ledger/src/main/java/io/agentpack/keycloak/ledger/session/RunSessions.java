package io.agentpack.keycloak.ledger.session;

import io.agentpack.keycloak.domain.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionModel.SessionPersistenceState;
import org.keycloak.models.utils.SessionExpirationUtils;
import org.keycloak.services.managers.UserSessionManager;

/** A run's own user session: the human's when delegated, else the service account's. */
public final class RunSessions {
    private static final String RUN = "agent.run";
    private static final String SUSPENDED = "agent.suspended";
    private static final String LAST_TOKEN_EXPIRES = "agent.token.exp";
    private static final Duration AHEAD = Duration.ofMinutes(15);
    private static final String PROGRAM = "agent.program";
    private static final String PLATFORM_RUN = "agent.platform-run";
    private static final String AUTH_METHOD = "agent-run";

    private RunSessions() {}

    /** A new id for a run, which will be the id of its session: unguessable, without a dot, 24 characters. */
    public static String newId() {
        return SecretGenerator.getInstance().generateSecureID();
    }

    /** Whether Keycloak keeps sessions in the database, and not only in its caches. */
    public static boolean areInDatabase(KeycloakSession session) {
        return NewSession.isPossible(session);
    }

    /** Makes the session of a run that starts. It has no run in it until {@link #write}. */
    public static UserSessionModel create(KeycloakSession session, RealmModel realm, UserModel user, String runId) {
        if (NewSession.isPossible(session)) {
            return NewSession.create(session, realm, user, runId, AUTH_METHOD);
        }
        return new UserSessionManager(session)
                .createUserSession(
                        runId,
                        realm,
                        user,
                        user.getUsername(),
                        session.getContext().getConnection().getRemoteHost(),
                        AUTH_METHOD,
                        false,
                        null,
                        null,
                        SessionPersistenceState.PERSISTENT);
    }

    /** Makes the client session of an agent in the session of a run. */
    public static AuthenticatedClientSessionModel createClientSession(
            KeycloakSession session, ClientModel client, UserSessionModel userSession) {
        return userSession instanceof NewSession starting
                ? starting.with(client)
                : session.sessions().createClientSession(userSession.getRealm(), client, userSession);
    }

    /** Puts the run into its session, and keeps the session from idling out before the run's deadline. */
    public static void write(UserSessionModel userSession, Run run) {
        userSession.setNote(RUN, RunNote.write(run));
        RealmModel realm = userSession.getRealm();
        long idleEndMillis = SessionExpirationUtils.calculateUserSessionIdleTimestamp(
                false, false, userSession.getLastSessionRefresh() * 1000L, realm);
        long lacking = run.deadline().getEpochSecond() - idleEndMillis / 1000 + 1;
        if (lacking > 0) {
            userSession.setLastSessionRefresh((int) (userSession.getLastSessionRefresh() + lacking));
        }
    }

    /** The run whose session this is; empty for every other session. */
    public static Optional<Run> read(UserSessionModel userSession) {
        return Optional.ofNullable(userSession).map(us -> us.getNote(RUN)).map(RunNote::read);
    }

    /** The runs above a run, nearest first, up to the first whose session is gone. */
    public static List<String> above(KeycloakSession session, RealmModel realm, Run run) {
        List<String> above = new ArrayList<>();
        Optional<String> next = run.parent();
        while (next.isPresent()) {
            above.add(next.get());
            next = read(session.sessions().getUserSession(realm, next.get())).flatMap(Run::parent);
        }
        return above;
    }

    /** Whether the session is a run's own; cheaper than reading it. */
    public static boolean isRun(UserSessionModel userSession) {
        return userSession != null && userSession.getNote(RUN) != null;
    }

    /** Removes the session if it is a run's own. */
    public static void remove(KeycloakSession session, RealmModel realm, UserSessionModel userSession) {
        if (isRun(userSession)) {
            session.sessions().removeUserSession(realm, userSession);
        }
    }

    /** Holds the run, and by the check at every token everything under it, on every node. */
    public static void suspend(UserSessionModel userSession) {
        userSession.setNote(SUSPENDED, Long.toString(Time.currentTimeMillis()));
    }

    public static void resume(UserSessionModel userSession) {
        userSession.removeNote(SUSPENDED);
    }

    /** When the run was suspended, as far as this copy of its session says. */
    public static Optional<Instant> suspendedAt(UserSessionModel userSession) {
        return Optional.ofNullable(userSession.getNote(SUSPENDED)).map(at -> Instant.ofEpochMilli(Long.parseLong(at)));
    }

    /**
     * Remembers until when a token of the run can be good, {@link #AHEAD} further than this one: writing that with every renewal would cost more
     * than the rest of it.
     */
    public static void noteToken(AuthenticatedClientSessionModel clientSession, Instant expires) {
        String noted = clientSession.getNote(LAST_TOKEN_EXPIRES);
        if (noted == null || Long.parseLong(noted) < expires.getEpochSecond()) {
            clientSession.setNote(
                    LAST_TOKEN_EXPIRES, Long.toString(expires.plus(AHEAD).getEpochSecond()));
        }
    }

    /** When no token of the run is good any more, at the latest; empty if nobody knows. */
    public static Optional<Instant> lastTokenExpires(UserSessionModel userSession, String agentUuid) {
        return Optional.ofNullable(userSession)
                .map(us -> us.getAuthenticatedClientSessionByClient(agentUuid))
                .map(cs -> cs.getNote(LAST_TOKEN_EXPIRES))
                .map(Long::valueOf)
                .map(Instant::ofEpochSecond);
    }

    /** Remembers which program the run's instance is, as its evidence says. */
    public static void noteProgram(UserSessionModel userSession, String fingerprint) {
        userSession.setNote(PROGRAM, fingerprint);
    }

    public static Optional<String> program(UserSessionModel userSession) {
        return Optional.ofNullable(userSession).map(us -> us.getNote(PROGRAM));
    }

    /** Remembers which of its runs the platform has started it in, as the evidence says. */
    public static void notePlatformRun(UserSessionModel userSession, String name) {
        userSession.setNote(PLATFORM_RUN, name);
    }

    public static Optional<String> platformRun(UserSessionModel userSession) {
        return Optional.ofNullable(userSession).map(us -> us.getNote(PLATFORM_RUN));
    }
}
