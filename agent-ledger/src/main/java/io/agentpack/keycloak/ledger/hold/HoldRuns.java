package io.agentpack.keycloak.ledger.hold;

import static io.agentpack.keycloak.domain.run.RunState.ACTIVE;
import static io.agentpack.keycloak.domain.run.RunState.SUSPENDED;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.JournalEntry;
import io.agentpack.keycloak.ledger.cascade.StoppedRuns;
import io.agentpack.keycloak.ledger.end.AfterCommit;
import io.agentpack.keycloak.ledger.end.EndRuns;
import io.agentpack.keycloak.ledger.jpa.HoldRows;
import io.agentpack.keycloak.ledger.liveness.Dead;
import io.agentpack.keycloak.ledger.liveness.Liveness;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/**
 * Suspends and resumes a run. Every check of a token sees it ({@link HeldRuns}); the row and the journal are the record. No
 * receiver is told: there is no security event for a pause, and one that ends the session could not be taken back.
 */
public final class HoldRuns {
    private final KeycloakSession session;
    private final RealmModel realm;

    private HoldRuns(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    public static HoldRuns in(KeycloakSession session, RealmModel realm) {
        return new HoldRuns(session, realm);
    }

    /**
     * @param byUser id of the user who wants it
     * @return false when the run is not active
     */
    public boolean suspend(String runId, String byUser, Optional<String> note) {
        JournalEntry entry = new JournalEntry(JournalEntry.SUSPENDED, now(), Optional.of(byUser), note);
        return move(runId, ACTIVE, SUSPENDED, entry, RunSessions::suspend);
    }

    /**
     * @param byUser id of the user who wants it
     * @return false when the run is not suspended, or is over
     */
    public boolean resume(String runId, String byUser, Optional<String> note) {
        JournalEntry entry = new JournalEntry(JournalEntry.RESUMED, now(), Optional.of(byUser), note);
        return move(runId, SUSPENDED, ACTIVE, entry, RunSessions::resume);
    }

    private boolean move(
            String runId, RunState from, RunState to, JournalEntry entry, Consumer<UserSessionModel> mark) {
        if (isDead(runId) || !HoldRows.in(session).move(realm, runId, from, to, entry)) {
            return false;
        }
        mark.accept(session.sessions().getUserSession(realm, runId));
        AfterCommit.of(session, () -> StoppedRuns.of(session).held().add(runId, to == SUSPENDED, HoldRuns.now()));
        return true;
    }

    /** What nobody has noticed yet may not be resumed either: it ends here. */
    private boolean isDead(String runId) {
        Optional<Dead> dead = new Liveness(session, realm, session.revokedTokens()::contains)
                .check(runId)
                .filter(Dead.class::isInstance)
                .map(Dead.class::cast);
        dead.ifPresent(found -> EndRuns.inOwnTransaction(session, realm, found));
        return dead.isPresent();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
