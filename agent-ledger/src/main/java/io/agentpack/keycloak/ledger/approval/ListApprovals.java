package io.agentpack.keycloak.ledger.approval;

import io.agentpack.keycloak.domain.escalation.ApprovalState;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;

/** Rows that match an {@link ApprovalQuery}, newest first. */
final class ListApprovals {
    private static final List<String> OPEN = List.of(ApprovalState.PENDING.value(), ApprovalState.APPROVED.value());

    private ListApprovals() {}

    static Stream<ApprovalEntity> of(RealmModel realm, ApprovalQuery query, Instant now, EntityManager em) {
        StringBuilder jpql = new StringBuilder("select a from ApprovalEntity a where a.realmId = :realm");
        Map<String, Object> values = new HashMap<>(Map.of("realm", realm.getId()));
        query.runId().ifPresent(run -> {
            jpql.append(" and a.runId = :run");
            values.put("run", run);
        });
        query.decides().ifPresent(deciding -> {
            jpql.append(" and (a.approverId = :user");
            values.put("user", deciding.userId());
            if (!deciding.roles().isEmpty()) {
                jpql.append(" or a.approver in :roles");
                values.put("roles", deciding.roles());
            }
            jpql.append(")");
        });
        query.state().ifPresent(state -> whereState(state, now, jpql, values));
        TypedQuery<ApprovalEntity> typed =
                em.createQuery(jpql + " order by a.requestedAt desc, a.id", ApprovalEntity.class);
        values.forEach(typed::setParameter);
        return typed.setFirstResult(query.first()).setMaxResults(query.max()).getResultStream();
    }

    /** What is open past its time counts as expired even before that is written down. */
    private static void whereState(ApprovalState state, Instant now, StringBuilder jpql, Map<String, Object> values) {
        values.put("state", state.value());
        if (state == ApprovalState.EXPIRED) {
            jpql.append(" and (a.state = :state or (a.state in :open and a.expiresAt <= :now))");
            values.put("open", OPEN);
            values.put("now", now.toEpochMilli());
        } else if (state.isFinal()) {
            jpql.append(" and a.state = :state");
        } else {
            jpql.append(" and a.state = :state and a.expiresAt > :now");
            values.put("now", now.toEpochMilli());
        }
    }
}
