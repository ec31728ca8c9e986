package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.run.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/**
 * The record of all runs. Everything happens in the transaction of the Keycloak session that the ledger belongs to; nothing is visible to
 * others before that commits, and nothing stays when it does not.
 */
public interface AgentLedgerProvider extends Provider {

    /**
     * Writes the row of a run that starts. A child takes a shared lock on its parent's row until the transaction ends: either the parent's stop
     * comes later and finds the child, or it came before and there is no child.
     *
     * @param audiences that its first token is good for: those of the run, and what that one token holds beyond it
     * @throws io.agentpack.keycloak.domain.RefusedException when the parent is over
     */
    void open(RealmModel realm, Run run, Set<String> audiences);

    /** Notes that a run is to be over earlier. What hangs on it ends with it, as always. */
    void lowered(Run run);

    /**
     * Notes the audiences (client ids) that the run's tokens are good for.
     *
     * @throws io.agentpack.keycloak.domain.RefusedException when the run is recorded as over, whatever a cache says
     */
    void touched(Run run, Set<String> audiences);

    /**
     * Holds the run's row until the transaction ends, so that its stop comes before or after, never in between.
     *
     * @throws io.agentpack.keycloak.domain.RefusedException when the run is recorded as over
     */
    void hold(String runId);

    Optional<RunRecord> find(RealmModel realm, String runId);

    /** Runs that match, newest first. */
    Stream<RunRecord> list(RealmModel realm, RunQuery query);

    /** Audiences that a run touched. */
    Set<String> audiences(String runId);

    /** Child runs that are neither over nor past their deadline. Whoever asks next waits until this transaction ends, so none is missed. */
    long liveChildren(String parentRunId, Instant now);

    /** Runs that are not recorded as over and hang directly on what is named; the runs under them follow by the tree. */
    List<String> liveOn(RealmModel realm, Hook hook, String value);

    /** Runs that are not recorded as over, in the order of their ids, for the sweep. */
    List<RunKey> recordedLive(Instant startedUntil, Optional<String> afterRunId, int max);

    /** Those of them that look as if they had ended so: what Keycloak has in its caches can be newer. None where sessions are not in the database. */
    List<RunKey> silentlyOver(SilentEnd how, Instant startedUntil, Optional<String> afterRunId, int max);

    /** Those of them whose deadline has passed. */
    List<RunKey> recordedLiveAfterDeadline(Instant now, Optional<String> afterRunId, int max);

    /** The different ways in which an agent's live runs stand: few, however many the runs. */
    List<RunStanding> standingsOfLive(String agentUuid);

    /**
     * Ends runs for one cause, in this transaction: rows, sessions and, through {@link RunsEnded}, the outbox. What hangs under them is refused
     * from the same moment, because every check of a token looks at what is above; recording it and telling its receivers is left as work in the
     * cause's row, however large the tree. Runs that are over already, or fall with another one of these, are left as they are.
     *
     * @return the runs that this call ended itself
     */
    List<EndedRun> end(RealmModel realm, Collection<String> runIds, Cause cause);

    /**
     * Ends every run that hangs on what is named. If these are more than a transaction should hold, only the cause is written, all of them are
     * refused from its commit, and the rest is left as work in its row.
     *
     * @return the runs that this call ended itself
     */
    List<EndedRun> end(RealmModel realm, RunsOn runs, Cause cause);

    /** The same, and also every run that is just being started: for a stop after which nothing is gone or disabled that would show it dead. */
    void stop(RealmModel realm, RunsOn runs, Cause cause);

    /** What a run can hang on, besides its parent. */
    enum Hook {
        /** The human's session that was handed over. */
        HUMAN_SESSION(true),
        /** The run's own session, which has the run's id. */
        RUN_SESSION(false),
        /** The user that the tokens name as {@code sub}. */
        SUBJECT(true),
        /** Immutable id of the agent's client. */
        AGENT(false),
        /** Immutable id of the client that the human's token was issued to. */
        SUBJECT_CLIENT(true),
        /** {@code jti} of the human's token. */
        SUBJECT_TOKEN(true),
        /** Name of the environment. */
        ENVIRONMENT(true),
        /** Name of the attester. */
        ATTESTER(false),
        /** The whole realm; the value is the realm's id. */
        REALM(true);

        private final boolean inherited;

        Hook(boolean inherited) {
            this.inherited = inherited;
        }

        /** Whether what hangs under a run hangs on the same. */
        public boolean isInherited() {
            return inherited;
        }
    }

    /** A run and the realm it is in. */
    record RunKey(String realmId, String runId) {}
}
