package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunStanding;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.cascade.CascadeCursor;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
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

    /** Those of these runs that are not over, locked until the transaction ends, in one order for everybody. */
    List<RunEntity> lockLive(Collection<String> ids) {
        return em.createQuery(
                        "select r from RunEntity r where r.id in :ids and r.state in :live order by r.id",
                        RunEntity.class)
                .setParameter("ids", ids)
                .setParameter("live", LIVE)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** The row as a record. What hangs under a run that is over is over with it, even before that is written down. */
    RunRecord standing(RunEntity row) {
        for (RunEntity at = row; at != null && !isOver(row); at = parent(at)) {
            if (isOver(at)) {
                return RunMapping.toFallenRecord(row, at);
            }
        }
        return RunMapping.toRecord(row);
    }

    private RunEntity parent(RunEntity row) {
        return row.parentId == null ? null : em.find(RunEntity.class, row.parentId);
    }

    static boolean isOver(RunEntity row) {
        return !LIVE.contains(row.state);
    }

    /** Runs under these that are not over. */
    List<String> liveChildren(Collection<String> parentIds, int max) {
        return em.createQuery(
                        "select r.id from RunEntity r where r.parentId in :parents and r.state in :live", String.class)
                .setParameter("parents", parentIds)
                .setParameter("live", LIVE)
                .setMaxResults(max)
                .getResultList();
    }

    /** Runs that a cause has ended, level by level. */
    List<CascadeCursor> endedBy(String causeId, CascadeCursor after, int max) {
        return em.createQuery(
                        "select r.depth, r.id from RunEntity r where r.causeId = :cause and"
                                + " (r.depth > :depth or (r.depth = :depth and r.id > :id)) order by r.depth, r.id",
                        Object[].class)
                .setParameter("cause", causeId)
                .setParameter("depth", after.depth())
                .setParameter("id", after.runId())
                .setMaxResults(max)
                .getResultStream()
                .map(row -> after.at((Integer) row[0], (String) row[1]))
                .toList();
    }

    /** Runs that were stopped themselves, rather than with another one. */
    List<Object[]> stoppedSince(long millis) {
        return em.createQuery(
                        "select r.id, r.cause from RunEntity r where r.endedAt > :since and r.state in :stopped",
                        Object[].class)
                .setParameter("since", millis)
                .setParameter("stopped", List.of(RunState.REVOKED.value(), RunState.COMPLETED.value()))
                .getResultList();
    }

    List<String> suspended() {
        return em.createQuery("select r.id from RunEntity r where r.state = :suspended", String.class)
                .setParameter("suspended", RunState.SUSPENDED.value())
                .getResultList();
    }

    /** Runs that hang on this, parents before children; of whole trees only the first run. */
    List<String> liveOn(String realmId, RunsOn runs, Instant startedUntil, int max) {
        StringBuilder jpql = new StringBuilder("select r.id from RunEntity r where r.realmId = :realmId"
                + " and r.state in :live and r.startedAt <= :until");
        Map<String, Object> values =
                new HashMap<>(Map.of("realmId", realmId, "live", LIVE, "until", until(runs, startedUntil)));
        runs.all().forEach((hook, value) -> {
            if (hook != Hook.REALM) {
                whereEquals(COLUMN.get(hook), value, jpql, values);
            }
        });
        if (runs.areWholeTrees()) {
            jpql.append(" and r.parentId is null");
        }
        TypedQuery<String> typed = em.createQuery(jpql + " order by r.depth, r.id", String.class);
        values.forEach(typed::setParameter);
        return typed.setMaxResults(max).getResultList();
    }

    private static long until(RunsOn runs, Instant startedUntil) {
        return runs.startedBefore()
                .map(start -> Math.min(start.toEpochMilli() - 1, startedUntil.toEpochMilli()))
                .orElseGet(startedUntil::toEpochMilli);
    }

    List<RunStanding> standingsOfLive(String agentUuid) {
        return em.createQuery(
                        "select distinct r.authority, r.parentId is null, r.environment, r.locality, r.attester from RunEntity r"
                                + " where r.agentUuid = :agent and r.state in :live",
                        Object[].class)
                .setParameter("agent", agentUuid)
                .setParameter("live", LIVE)
                .getResultStream()
                .map(row -> new RunStanding(
                        (String) row[0], (Boolean) row[1], (String) row[2], (String) row[3], (String) row[4]))
                .toList();
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
