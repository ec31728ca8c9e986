package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.outbox.SignalOutbox;
import io.agentpack.keycloak.ledger.outbox.SignalState;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Deletes what nobody needs any more, in the transaction of one Keycloak session, in batches small enough not to hold anyone up. Every method says
 * how many went; fewer than {@code max} means that none are left.
 */
public final class OldRows {
    private final KeycloakSession session;
    private final EntityManager em;

    private OldRows(KeycloakSession session) {
        this.session = session;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    public static OldRows in(KeycloakSession session) {
        return new OldRows(session);
    }

    /** Runs that ended before. */
    public int runs(Instant before, int max) {
        return deleteRuns(em.createQuery("select r.id from RunEntity r where r.endedAt < :before", String.class)
                .setParameter("before", before.toEpochMilli())
                .setMaxResults(max));
    }

    /** Runs of realms that are gone. */
    public int runsOfNoRealm(int max) {
        return deleteRuns(em.createQuery(
                        "select r.id from RunEntity r where r.realmId not in (select x.id from RealmEntity x)",
                        String.class)
                .setMaxResults(max));
    }

    /** Causes that are worked off and happened before. */
    public int causes(Instant before, int max) {
        List<String> old = em.createQuery(
                        "select c.id from CauseEntity c where c.happenedAt < :before and c.state = :done", String.class)
                .setParameter("before", before.toEpochMilli())
                .setParameter("done", CauseEntity.DONE)
                .setMaxResults(max)
                .getResultList();
        return delete("delete from CauseEntity c where c.id in :ids", old);
    }

    /** Signals that were delivered or given up before. */
    public int signals(SignalState state, Instant before, int max) {
        return SignalOutbox.in(session).purge(state, before, max);
    }

    /** Requests by the backchannel of which no run came, and whose time was up before. */
    public int requestsWithoutRun(Instant before, int max) {
        List<String> old = em.createQuery(
                        "select a.id from ApprovalEntity a where a.backchannelId is not null and a.expiresAt < :before"
                                + " and a.runId not in (select r.id from RunEntity r)",
                        String.class)
                .setParameter("before", before.toEpochMilli())
                .setMaxResults(max)
                .getResultList();
        return delete("delete from ApprovalEntity a where a.id in :ids", old);
    }

    private int deleteRuns(TypedQuery<String> query) {
        List<String> ids = query.getResultList();
        delete("delete from AudienceEntity a where a.runId in :ids", ids);
        delete("delete from ApprovalEntity a where a.runId in :ids", ids);
        delete("delete from JournalEntity j where j.runId in :ids", ids);
        delete("delete from PlatformRunEntity p where p.runId in :ids", ids);
        return delete("delete from RunEntity r where r.id in :ids", ids);
    }

    private int delete(String jpql, List<String> ids) {
        return ids.isEmpty() ? 0 : em.createQuery(jpql).setParameter("ids", ids).executeUpdate();
    }
}
