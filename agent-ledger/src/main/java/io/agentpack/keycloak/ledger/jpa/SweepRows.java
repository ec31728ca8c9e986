package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.AgentLedgerProvider.RunKey;
import io.agentpack.keycloak.ledger.SilentEnd;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The queries of the sweep on AGENT_RUN, all in the order of the runs' ids. */
final class SweepRows {
    /** While 100,000 fall, the sweep must not look at each of them again and again. */
    private static final String NOT_FALLING = "not exists (select 1 from RunEntity t, CauseEntity c"
            + " where (t.id = r.rootId or t.id = r.parentId) and c.id = t.causeId and c.state = :open)";

    private static final String SESSION =
            "select 1 from PersistentUserSessionEntity s where s.offline = '0' and s.userSessionId = ";
    private static final Map<SilentEnd, String> LOOKS = Map.of(
            SilentEnd.OWN_SESSION_GONE,
            "not exists (" + SESSION + "r.id)",
            SilentEnd.HUMAN_SESSION_GONE,
            "r.humanSessionId is not null and not exists (" + SESSION + "r.humanSessionId)",
            SilentEnd.HUMAN_SESSION_IDLE,
            "exists (select 1 from PersistentUserSessionEntity s, RealmEntity m where s.offline = '0'"
                    + " and s.userSessionId = r.humanSessionId and m.id = r.realmId"
                    + " and s.lastSessionRefresh < :now - m.ssoSessionIdleTimeout"
                    + " and s.lastSessionRefresh < :now - m.ssoSessionIdleTimeoutRememberMe)",
            SilentEnd.PERSON_DISABLED,
            "exists (select 1 from UserEntity u where u.id = r.subjectId and u.enabled = false)");

    private final EntityManager em;

    SweepRows(EntityManager em) {
        this.em = em;
    }

    /** Without those that a stop is about to end. */
    List<RunKey> live(Instant startedUntil, String afterId, int max) {
        return keys(em.createQuery(
                        "select r.realmId, r.id from RunEntity r where r.state in :live and r.id > :after"
                                + " and r.startedAt <= :until and " + NOT_FALLING + " order by r.id",
                        Object[].class)
                .setParameter("open", CauseEntity.OPEN)
                .setParameter("until", startedUntil.toEpochMilli())
                .setParameter("live", RunRows.LIVE)
                .setParameter("after", afterId)
                .setMaxResults(max));
    }

    List<RunKey> liveAfterDeadline(Instant now, String afterId, int max) {
        return keys(em.createQuery(
                        "select r.realmId, r.id from RunEntity r where r.state in :live and r.deadline <= :now"
                                + " and r.id > :after order by r.id",
                        Object[].class)
                .setParameter("after", afterId)
                .setParameter("live", RunRows.LIVE)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(max));
    }

    /** Only the first of a tree is looked for by what it hangs on: the others fall with it. */
    List<RunKey> silentlyOver(SilentEnd how, Instant startedUntil, String afterId, Instant now, int max) {
        String top = how == SilentEnd.OWN_SESSION_GONE ? "" : " and r.parentId is null";
        TypedQuery<Object[]> query = em.createQuery(
                        "select r.realmId, r.id from RunEntity r where r.state in :live and r.id > :after"
                                + " and r.startedAt <= :until" + top + " and " + LOOKS.get(how) + " order by r.id",
                        Object[].class)
                .setParameter("until", startedUntil.toEpochMilli())
                .setParameter("live", RunRows.LIVE)
                .setParameter("after", afterId)
                .setMaxResults(max);
        if (how == SilentEnd.HUMAN_SESSION_IDLE) {
            query.setParameter("now", (int) now.getEpochSecond());
        }
        return keys(query);
    }

    private static List<RunKey> keys(TypedQuery<Object[]> query) {
        return query.getResultStream()
                .map(row -> new RunKey((String) row[0], (String) row[1]))
                .toList();
    }
}
