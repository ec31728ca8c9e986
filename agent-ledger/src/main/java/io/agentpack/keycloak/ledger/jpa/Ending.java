package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.cascade.CascadeWorker;
import io.agentpack.keycloak.ledger.cascade.OpenCause;
import io.agentpack.keycloak.ledger.cascade.StoppedRuns;
import io.agentpack.keycloak.ledger.end.AfterCommit;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Ends runs by one cause, in the transaction of the cause: as many as fit there, and the rest by the row of the cause. */
final class Ending {
    /** More than this is not for one transaction. */
    private static final int MOST_AT_ONCE = 200;

    private final KeycloakSession session;
    private final EntityManager em;
    private final CascadeWorker worker;
    private final RealmModel realm;
    private final Cause cause;
    private final RunRows rows;

    Ending(KeycloakSession session, EntityManager em, CascadeWorker worker, RealmModel realm, Cause cause) {
        this.session = session;
        this.em = em;
        this.worker = worker;
        this.realm = realm;
        this.cause = cause;
        this.rows = new RunRows(em);
    }

    List<EndedRun> of(Collection<String> runIds) {
        List<EndedRun> ended = new CloseRuns(session, realm, cause).hit(runIds);
        if (!ended.isEmpty()) {
            List<String> ids = idsOf(ended);
            // Of so many, some will have; the work finds out.
            boolean leavesWork =
                    ids.size() > MOST_AT_ONCE || !rows.liveChildren(ids, 1).isEmpty();
            em.persist(new CauseEntity(realm.getId(), cause, Optional.empty(), leavesWork));
            AfterCommit.of(session, () -> {
                // Before the others are told, which can take long when one of them has just died.
                if (leavesWork) {
                    wakeWorker();
                }
                tell(ids);
            });
        }
        return ended;
    }

    /** What is gone or disabled shows a run dead that starts in the same moment, so that none need be looked for. */
    List<EndedRun> on(RunsOn runs) {
        List<String> hit = rows.liveOn(realm.getId(), runs, cause.at(), MOST_AT_ONCE + 1);
        if (hit.size() <= MOST_AT_ONCE) {
            return of(hit);
        }
        byTheCause(runs, List.of());
        return List.of();
    }

    /** A stop switch leaves nothing behind that would show such a run dead: the cause is kept open for it. */
    void everythingOn(RunsOn runs) {
        List<String> hit = rows.liveOn(realm.getId(), runs, cause.at(), MOST_AT_ONCE + 1);
        byTheCause(runs, hit.size() <= MOST_AT_ONCE ? idsOf(new CloseRuns(session, realm, cause).hit(hit)) : List.of());
    }

    /** @param ended what it has ended already */
    private void byTheCause(RunsOn runs, List<String> ended) {
        CauseEntity row = new CauseEntity(realm.getId(), cause, Optional.of(runs.encoded()), true);
        em.persist(row);
        AfterCommit.of(session, () -> {
            wakeWorker();
            if (!ended.isEmpty()) {
                tell(ended);
            }
            StoppedRuns.of(session).committed(session, Cascades.wideStop(row));
        });
    }

    private void wakeWorker() {
        worker.wake(new OpenCause(realm.getId(), cause.id()));
    }

    private void tell(List<String> ended) {
        StoppedRuns.of(session)
                .committed(
                        session,
                        ended.stream()
                                .map(id -> new StoppedRuns.Stop(id, cause.kind()))
                                .toList());
    }

    private static List<String> idsOf(List<EndedRun> ended) {
        return ended.stream().map(run -> run.run().id()).toList();
    }
}
