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

    /** Writes the row of a run that starts. */
    void open(RealmModel realm, Run run);

    /** Notes the audiences (client ids) that the run's tokens are good for. Known ones cost nothing but a look. */
    void touched(Run run, Set<String> audiences);

    Optional<RunRecord> find(RealmModel realm, String runId);

    /** Runs that match, newest first. */
    Stream<RunRecord> list(RealmModel realm, RunQuery query);

    /** The run and everything under it, parents before children. */
    List<RunRecord> tree(RealmModel realm, String runId);

    /** Audiences that a run touched. */
    Set<String> audiences(String runId);

    /** Child runs that are neither over nor past their deadline. */
    long liveChildren(String parentRunId, Instant now);

    /** Runs that live and hang directly on what is named; the runs under them follow by the tree. */
    List<String> liveOn(RealmModel realm, Hook hook, String value);

    /** Runs that are recorded as live, longest-unchecked deadline first, for the sweep. */
    List<RunKey> recordedLive(int first, int max);

    /**
     * Ends runs for one cause, with everything under them, in this transaction: rows, sessions and, through {@link RunsEnded}, the outbox.
     * Runs that are over already are left as they are.
     *
     * @return the runs that this call ended, parents before children
     */
    List<EndedRun> end(RealmModel realm, Collection<String> runIds, Cause cause);

    /** What a run can hang on, besides its parent. */
    enum Hook {
        /** The human's session that was handed over. */
        HUMAN_SESSION,
        /** The run's own session, which has the run's id. */
        RUN_SESSION,
        /** The user that the tokens name as {@code sub}. */
        SUBJECT,
        /** Immutable id of the agent's client. */
        AGENT,
        /** Immutable id of the client that the human's token was issued to. */
        SUBJECT_CLIENT,
        /** {@code jti} of the human's token. */
        SUBJECT_TOKEN,
        /** Name of the environment. */
        ENVIRONMENT,
        /** Name of the attester. */
        ATTESTER,
        /** The whole realm; the value is the realm's id. */
        REALM
    }

    /** A run and the realm it is in. */
    record RunKey(String realmId, String runId) {}
}
