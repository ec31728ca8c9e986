package io.agentpack.keycloak.ledger.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What every renewal and hand-over asks about the line of runs that it is in. No parameter is a list, since Hibernate would translate such a query anew
 * each time, and no row is read whole that is only looked at.
 */
final class LineRows {
    private static final String LIVE = "r.state in ('" + String.join("', '", RunRows.LIVE) + "')";

    private final EntityManager em;

    LineRows(EntityManager em) {
        this.em = em;
    }

    /** Whether none of these is recorded as over. */
    boolean areLive(List<String> ids) {
        if (ids.isEmpty()) {
            return true;
        }
        String each = IntStream.rangeClosed(1, ids.size())
                .mapToObj(number -> "?" + number)
                .collect(Collectors.joining(", "));
        TypedQuery<Long> count = em.createQuery(
                "select count(r.id) from RunEntity r where r.id in (" + each + ") and " + LIVE, Long.class);
        for (int i = 0; i < ids.size(); i++) {
            count.setParameter(i + 1, ids.get(i));
        }
        return count.getSingleResult() == ids.size();
    }

    /** The parent's row is locked first: two hand-overs at a time would not see each other's child. */
    long liveChildren(String parentId, Instant now) {
        em.find(RunEntity.class, parentId, LockModeType.PESSIMISTIC_WRITE);
        return em.createQuery(
                        "select count(r.id) from RunEntity r where r.parentId = ?1 and r.deadline > ?2 and " + LIVE,
                        Long.class)
                .setParameter(1, parentId)
                .setParameter(2, now.toEpochMilli())
                .getSingleResult();
    }

    /** The parent if it lives; it can't be stopped from here to the end of the transaction. */
    Optional<RunEntity> holdLive(String parentId) {
        RunEntity parent = em.find(RunEntity.class, parentId);
        // Locked while it was read: then it is as it is now.
        if (parent != null && em.getLockMode(parent) != LockModeType.PESSIMISTIC_WRITE) {
            em.refresh(parent, LockModeType.PESSIMISTIC_READ);
        }
        return Optional.ofNullable(parent).filter(row -> !RunRows.isOver(row));
    }
}
