package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.RunKey;
import io.agentpack.keycloak.ledger.RunQuery;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The queries on AGENT_RUN. */
final class RunRows {
    static final List<String> LIVE = List.of(RunState.ACTIVE.value(), RunState.SUSPENDED.value());
    private static final Map<Hook, String> COLUMN = Map.of(
            Hook.HUMAN_SESSION, "humanSessionId",
            Hook.RUN_SESSION, "id",
            Hook.SUBJECT, "subjectId",
            Hook.AGENT, "agentUuid",
            Hook.SUBJECT_CLIENT, "subjectClientUuid",
            Hook.SUBJECT_TOKEN, "subjectTokenId",
            Hook.ENVIRONMENT, "environment",
            Hook.ATTESTER, "attester",
            Hook.REALM, "realmId");

    private final EntityManager em;

    RunRows(EntityManager em) {
        this.em = em;
    }

    Stream<RunEntity> list(String realmId, RunQuery query, Instant now) {
        if (query.agents().filter(Set::isEmpty).isPresent()) {
            return Stream.empty();
        }
        StringBuilder jpql = new StringBuilder("select r from RunEntity r where r.realmId = :realmId");
        Map<String, Object> values = new HashMap<>(Map.of("realmId", realmId));
        query.state().ifPresent(state -> whereState(state, now, jpql, values));
        query.agent().ifPresent(value -> whereEquals("agent", value, jpql, values));
        query.subjectId().ifPresent(value -> whereEquals("subjectId", value, jpql, values));
        query.environment().ifPresent(value -> whereEquals("environment", value, jpql, values));
        query.root().ifPresent(value -> whereEquals("rootId", value, jpql, values));
        query.causeId().ifPresent(value -> whereEquals("causeId", value, jpql, values));
        query.agents().ifPresent(visible -> {
            jpql.append(" and r.agentUuid in :agents");
            values.put("agents", visible);
        });
        TypedQuery<RunEntity> typed = em.createQuery(jpql + " order by r.startedAt desc, r.id", RunEntity.class);
        values.forEach(typed::setParameter);
        return typed.setFirstResult(query.first()).setMaxResults(query.max()).getResultStream();
    }

    List<RunEntity> treeOf(String rootId) {
        return em.createQuery(
                        "select r from RunEntity r where r.rootId = :root order by r.depth, r.startedAt",
                        RunEntity.class)
                .setParameter("root", rootId)
                .getResultList();
    }

    /** Every live run of these trees, locked until the transaction ends, in one order for everybody. */
    List<RunEntity> lockLive(Collection<String> rootIds) {
        return em.createQuery(
                        "select r from RunEntity r where r.rootId in :roots and r.state in :live order by r.depth, r.id",
                        RunEntity.class)
                .setParameter("roots", rootIds)
                .setParameter("live", LIVE)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    List<String> rootsOf(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : em.createQuery("select distinct r.rootId from RunEntity r where r.id in :ids", String.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    long liveChildren(String parentId, Instant now) {
        return em.createQuery(
                        "select count(r) from RunEntity r where r.parentId = :parent and r.state in :live and r.deadline > :now",
                        Long.class)
                .setParameter("parent", parentId)
                .setParameter("live", LIVE)
                .setParameter("now", now.toEpochMilli())
                .getSingleResult();
    }

    List<String> liveOn(String realmId, Hook hook, String value) {
        return em.createQuery(
                        "select r.id from RunEntity r where r.realmId = :realmId and r.state in :live and r."
                                + COLUMN.get(hook) + " = :value",
                        String.class)
                .setParameter("realmId", realmId)
                .setParameter("live", LIVE)
                .setParameter("value", value)
                .getResultList();
    }

    List<RunKey> live(int first, int max) {
        List<RunKey> keys = new ArrayList<>();
        em.createQuery(
                        "select r.realmId, r.id from RunEntity r where r.state in :live order by r.deadline, r.id",
                        Object[].class)
                .setParameter("live", LIVE)
                .setFirstResult(first)
                .setMaxResults(max)
                .getResultList()
                .forEach(row -> keys.add(new RunKey((String) row[0], (String) row[1])));
        return keys;
    }

    /** A run past its deadline counts as expired even before the sweep has closed its row. */
    private static void whereState(RunState state, Instant now, StringBuilder jpql, Map<String, Object> values) {
        String live = "(r.state in :live and r.deadline > :now)";
        String lapsed = "(r.state in :live and r.deadline <= :now)";
        if (state == RunState.EXPIRED) {
            jpql.append(" and (r.state = :state or ").append(lapsed).append(")");
            values.put("live", LIVE);
            values.put("now", now.toEpochMilli());
        } else if (!state.isFinal()) {
            jpql.append(" and r.state = :state and ").append(live);
            values.put("live", LIVE);
            values.put("now", now.toEpochMilli());
        } else {
            jpql.append(" and r.state = :state");
        }
        values.put("state", state.value());
    }

    private static void whereEquals(String column, Object value, StringBuilder jpql, Map<String, Object> values) {
        jpql.append(" and r.").append(column).append(" = :").append(column);
        values.put(column, value);
    }
}
