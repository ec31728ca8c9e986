package io.agentpack.keycloak.ledger.jpa;

import static jakarta.persistence.PersistenceConfiguration.LOCK_TIMEOUT;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.cascade.CascadeCursor;
import io.agentpack.keycloak.ledger.cascade.OpenCause;
import io.agentpack.keycloak.ledger.cascade.StoppedRuns;
import io.agentpack.keycloak.ledger.cascade.WideStop;
import io.agentpack.keycloak.ledger.outbox.Lease;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The causes that are not worked off, in the transaction of one Keycloak session. A batch is one transaction, which holds the cause's row: two
 * nodes never work on the same one, and what a crash leaves is either a whole batch or nothing of it.
 */
public final class Cascades {
    /** A run that was being started while its cause committed may be recorded this much later. */
    static final Duration SECOND_LOOK = Duration.ofSeconds(60);

    private static final List<String> UNDONE = List.of(CauseEntity.OPEN, CauseEntity.TOLD);
    private static final int BATCH = 100;

    private final KeycloakSession session;
    private final EntityManager em;
    private final RunRows rows;

    private Cascades(KeycloakSession session) {
        this.session = session;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.rows = new RunRows(em);
    }

    public static Cascades in(KeycloakSession session) {
        return new Cascades(session);
    }

    /** Causes that nobody is working on, oldest first. */
    public List<OpenCause> open(Instant now, int max) {
        return em.createQuery(
                        "select c.realmId, c.id from CauseEntity c where c.state in :undone and c.leasedUntil <= :now"
                                + " order by c.happenedAt",
                        Object[].class)
                .setParameter("undone", UNDONE)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(max)
                .getResultStream()
                .map(row -> new OpenCause((String) row[0], (String) row[1]))
                .toList();
    }

    /**
     * Does the next bit of work.
     *
     * @return where to go on; empty when nothing is left to do, for now or for this node
     */
    public Optional<CascadeCursor> continueAt(CascadeCursor cursor, OpenCause open, Lease lease) {
        Optional<CauseEntity> free = free(open.causeId(), lease);
        if (free.isEmpty()) {
            return Optional.empty();
        }
        CauseEntity row = free.get();
        lease(row, lease);
        RealmModel realm = session.realms().getRealm(open.realmId());
        if (realm == null) {
            return to(CauseEntity.DONE, 0, row);
        }
        session.getContext().setRealm(realm);
        if (CauseEntity.TOLD.equals(row.state)) {
            return cursor.tidying() ? removeSessions(cursor, row, realm) : Optional.of(CascadeCursor.TIDYING);
        }
        return endHits(row, realm) ? Optional.of(CascadeCursor.START) : endUnder(cursor, row, realm, lease);
    }

    /** What every node must know of at once, however it hears of it: what was stopped since, and what is being stopped. */
    public StoppedRuns.News news(Instant since) {
        List<StoppedRuns.Stop> stops = rows.stoppedSince(since.toEpochMilli()).stream()
                .map(row -> new StoppedRuns.Stop(
                        (String) row[0], CauseKind.of((String) row[1]).orElseThrow()))
                .toList();
        List<WideStop> wide = em.createQuery(
                        "select c from CauseEntity c where c.state = :open and c.hits is not null", CauseEntity.class)
                .setParameter("open", CauseEntity.OPEN)
                .getResultStream()
                .map(Cascades::wideStop)
                .toList();
        return new StoppedRuns.News(stops, wide, rows.suspended());
    }

    /** Work that was thought done is to be done again for the nearest run above each of these that is over: these were found not to be. */
    public void reopenAbove(Collection<String> runIds) {
        Set<String> causes = new HashSet<>();
        runIds.forEach(id -> causeAbove(id).ifPresent(causes::add));
        if (!causes.isEmpty()) {
            em.createQuery("update CauseEntity c set c.state = :open where c.id in :ids and c.state <> :open")
                    .setParameter("open", CauseEntity.OPEN)
                    .setParameter("ids", causes)
                    .executeUpdate();
        }
    }

    private Optional<String> causeAbove(String runId) {
        RunEntity run = em.find(RunEntity.class, runId);
        if (run == null || RunRows.isOver(run)) {
            return Optional.empty();
        }
        RunEntity at = run;
        while (at != null && !RunRows.isOver(at)) {
            at = at.parentId == null ? null : em.find(RunEntity.class, at.parentId);
        }
        return Optional.ofNullable(at).map(over -> over.causeId);
    }

    static WideStop wideStop(CauseEntity row) {
        Cause cause = row.toCause();
        return new WideStop(row.realmId, RunsOn.decoded(row.hits), cause.kind(), cause.at());
    }

    /** Someone else's batch may take long: whoever finds the row locked goes on to another cause instead of waiting with a thread. */
    private Optional<CauseEntity> free(String causeId, Lease lease) {
        return em.createQuery(
                        "select c from CauseEntity c where c.id = :id and c.state in :undone"
                                + " and (c.leasedUntil <= :now or c.leasedBy = :owner)",
                        CauseEntity.class)
                .setParameter("id", causeId)
                .setParameter("undone", UNDONE)
                .setParameter("now", lease.from().toEpochMilli())
                .setParameter("owner", lease.owner())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint(LOCK_TIMEOUT, Lease.SKIP_LOCKED)
                .getResultStream()
                .findFirst();
    }

    private void lease(CauseEntity row, Lease lease) {
        em.createQuery("update CauseEntity c set c.leasedBy = :owner, c.leasedUntil = :until where c.id = :id")
                .setParameter("owner", lease.owner())
                .setParameter("until", lease.until().toEpochMilli())
                .setParameter("id", row.id)
                .executeUpdate();
    }

    /** @return whether it hit any */
    private boolean endHits(CauseEntity row, RealmModel realm) {
        if (row.hits == null) {
            return false;
        }
        Cause cause = row.toCause();
        List<String> hit = rows.liveOn(realm.getId(), RunsOn.decoded(row.hits), cause.at(), BATCH);
        if (!hit.isEmpty()) {
            new CloseRuns(session, realm, cause).hitInTurn(hit);
        }
        return !hit.isEmpty();
    }

    private Optional<CascadeCursor> endUnder(CascadeCursor cursor, CauseEntity row, RealmModel realm, Lease lease) {
        List<CascadeCursor> parents = rows.endedBy(row.id, cursor, BATCH);
        if (parents.isEmpty()) {
            return allTold(row, lease);
        }
        List<String> children = rows.liveChildren(ids(parents), BATCH);
        if (!children.isEmpty()) {
            new CloseRuns(session, realm, row.toCause()).fallen(children);
        }
        return Optional.of(children.size() < BATCH ? parents.get(parents.size() - 1) : cursor);
    }

    private Optional<CascadeCursor> allTold(CauseEntity row, Lease lease) {
        Instant secondLook = secondLook(row);
        if (row.hits != null && lease.from().isBefore(secondLook)) {
            return to(CauseEntity.OPEN, secondLook.toEpochMilli(), row);
        }
        to(CauseEntity.TOLD, lease.until().toEpochMilli(), row);
        return Optional.of(CascadeCursor.TIDYING);
    }

    private static Instant secondLook(CauseEntity row) {
        return Instant.ofEpochMilli(row.happenedAt).plus(SECOND_LOOK);
    }

    /** Everything that was recorded by then has been told. */
    static boolean waitsForSecondLook(CauseEntity row) {
        return row.hits != null && row.leasedUntil == secondLook(row).toEpochMilli();
    }

    private Optional<CascadeCursor> removeSessions(CascadeCursor cursor, CauseEntity row, RealmModel realm) {
        List<CascadeCursor> fallen = rows.endedBy(row.id, cursor, BATCH);
        if (fallen.isEmpty()) {
            return to(CauseEntity.DONE, 0, row);
        }
        ids(fallen)
                .forEach(run ->
                        RunSessions.remove(session, realm, session.sessions().getUserSession(realm, run)));
        return Optional.of(fallen.get(fallen.size() - 1));
    }

    /** @param leasedUntil until then it is this node's, or left alone */
    private Optional<CascadeCursor> to(String state, long leasedUntil, CauseEntity row) {
        em.createQuery("update CauseEntity c set c.state = :state, c.leasedUntil = :until where c.id = :id")
                .setParameter("state", state)
                .setParameter("until", leasedUntil)
                .setParameter("id", row.id)
                .executeUpdate();
        return Optional.empty();
    }

    private static List<String> ids(List<CascadeCursor> runs) {
        return runs.stream().map(CascadeCursor::runId).toList();
    }
}
