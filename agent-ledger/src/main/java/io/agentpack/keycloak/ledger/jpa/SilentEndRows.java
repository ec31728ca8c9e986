package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.AgentLedgerProvider.RunKey;
import io.agentpack.keycloak.ledger.SilentEnd;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Looks for all silent ends of a kind in one statement, where looking at each run would take too long. */
final class SilentEndRows {
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

    SilentEndRows(EntityManager em) {
        this.em = em;
    }

    /** In the order of their ids. Only the first of a tree is looked for by what it hangs on: the others fall with it. */
    List<RunKey> find(SilentEnd how, Instant startedUntil, String afterId, Instant now, int max) {
        String top = how == SilentEnd.OWN_SESSION_GONE ? "" : " and r.parentId is null";
        TypedQuery<Object[]> query = em.createQuery(
                        "select r.realmId, r.id from RunEntity r where r.state in :live and r.id > :after"
                                + " and r.startedAt <= :until and " + RunRows.NOT_FALLING + top + " and "
                                + LOOKS.get(how)
                                + " order by r.id",
                        Object[].class)
                .setParameter("open", CauseEntity.OPEN)
                .setParameter("until", startedUntil.toEpochMilli())
                .setParameter("live", RunRows.LIVE)
                .setParameter("after", afterId)
                .setMaxResults(max);
        if (how == SilentEnd.HUMAN_SESSION_IDLE) {
            query.setParameter("now", (int) now.getEpochSecond());
        }
        return RunRows.keys(query);
    }
}
