package io.agentpack.keycloak.ledger.end;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.liveness.Dead;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Ends runs: in the transaction at hand when somebody wants it, in one of its own when a check finds that it should have happened. */
public final class EndRuns {
    private static final String ENDING = EndRuns.class.getName();

    private final KeycloakSession session;
    private final RealmModel realm;

    private EndRuns(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** For the realm of this request. */
    public static EndRuns here(KeycloakSession session) {
        return new EndRuns(session, session.getContext().getRealm());
    }

    public static EndRuns in(KeycloakSession session, RealmModel realm) {
        return new EndRuns(session, realm);
    }

    /** Ends these runs, and with them everything under them. */
    public List<EndedRun> because(CauseKind kind, Collection<String> runIds) {
        return because(kind, runIds, Optional.empty(), Optional.empty());
    }

    /**
     * @param byUser id of the user who wants it
     * @param note what they say about it; kept inside
     */
    public List<EndedRun> because(
            CauseKind kind, Collection<String> runIds, Optional<String> byUser, Optional<String> note) {
        return runIds.isEmpty() ? List.of() : noted(ledger().end(realm, runIds, cause(kind, byUser, note)));
    }

    /** Ends every run that hangs on what is named. */
    public List<EndedRun> on(Hook hook, String value, CauseKind kind) {
        return on(RunsOn.of(hook, value), kind, Optional.empty(), Optional.empty());
    }

    /** @return the runs that this call ended itself; none if they are so many that only the cause is written for now */
    public List<EndedRun> on(RunsOn runs, CauseKind kind, Optional<String> byUser, Optional<String> note) {
        return noted(ledger().end(realm, runs, cause(kind, byUser, note)));
    }

    /**
     * Ends every run that hangs on what is named, however many these are, and those that are just being started.
     *
     * @return id of the cause that they end by
     */
    public String all(RunsOn runs, CauseKind kind, Optional<String> byUser, Optional<String> note) {
        Cause cause = cause(kind, byUser, note);
        ledger().stop(realm, runs, cause);
        session.setAttribute(ENDING, Boolean.TRUE);
        return cause.id();
    }

    /**
     * Ends a run that was seen dead, for good, so that nothing that comes back later brings it back. A request that is ending runs itself
     * holds the rows already; it is left alone.
     */
    public static void inOwnTransaction(KeycloakSession session, RealmModel realm, Dead dead) {
        if (dead.isRecorded() || session.getAttribute(ENDING) != null) {
            return;
        }
        String realmId = realm.getId();
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
            RealmModel same = own.realms().getRealm(realmId);
            own.getContext().setRealm(same);
            in(own, same).because(dead.cause(), List.of(dead.runId()));
        });
    }

    private List<EndedRun> noted(List<EndedRun> ended) {
        if (!ended.isEmpty()) {
            session.setAttribute(ENDING, Boolean.TRUE);
        }
        return ended;
    }

    private static Cause cause(CauseKind kind, Optional<String> byUser, Optional<String> note) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        return new Cause(KeycloakModelUtils.generateId(), kind, now, byUser, note);
    }

    private AgentLedgerProvider ledger() {
        return session.getProvider(AgentLedgerProvider.class);
    }
}
