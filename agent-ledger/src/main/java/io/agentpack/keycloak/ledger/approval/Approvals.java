package io.agentpack.keycloak.ledger.approval;

import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.domain.escalation.ApprovalStep;
import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.domain.escalation.Poll;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The requests of agents for more, in the transaction of one Keycloak session. A step of {@link ApprovalStep} is one update that demands the states
 * and the time that the step demands: of several at the same moment, on any node, one changes the row, the others find it changed.
 */
public final class Approvals {
    private static final List<String> OPEN = List.of(ApprovalState.PENDING.value(), ApprovalState.APPROVED.value());

    private final EntityManager em;

    private Approvals(EntityManager em) {
        this.em = em;
    }

    public static Approvals in(KeycloakSession session) {
        return new Approvals(session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    /** @param code empty for what was granted at once */
    public void add(ApprovalRecord request, Optional<DeferralCode> code) {
        em.persist(ApprovalMapping.toRow(request, code));
        em.flush();
    }

    public Optional<ApprovalRecord> byCode(RealmModel realm, DeferralCode code) {
        return one(em.createQuery(
                        "select a from ApprovalEntity a where a.codeHash = :hash and a.realmId = :realm",
                        ApprovalEntity.class)
                .setParameter("hash", code.hash())
                .setParameter("realm", realm.getId()));
    }

    public Optional<ApprovalRecord> find(RealmModel realm, String id) {
        return one(em.createQuery(
                        "select a from ApprovalEntity a where a.id = :id and a.realmId = :realm", ApprovalEntity.class)
                .setParameter("id", id)
                .setParameter("realm", realm.getId()));
    }

    public List<ApprovalRecord> list(RealmModel realm, ApprovalQuery query, Instant now) {
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
        return typed.setFirstResult(query.first())
                .setMaxResults(query.max())
                .getResultStream()
                .map(this::detached)
                .toList();
    }

    /** Approvers of the form {@code role:<realm role>} of whom somebody has to decide something now. */
    public List<String> rolesAsked(RealmModel realm) {
        return em.createQuery(
                        "select distinct a.approver from ApprovalEntity a where a.realmId = :realm and a.approver like 'role:%'",
                        String.class)
                .setParameter("realm", realm.getId())
                .getResultList();
    }

    /** Requests that a run has made since. */
    public long since(String runId, Instant since) {
        return em.createQuery(
                        "select count(a) from ApprovalEntity a where a.runId = :run and a.requestedAt > :since",
                        Long.class)
                .setParameter("run", runId)
                .setParameter("since", since.toEpochMilli())
                .getSingleResult();
    }

    /** @return whether this call took the step; if not, nothing changed */
    public boolean take(ApprovalStep step, String id, StepTaken by) {
        boolean redeem = step == ApprovalStep.REDEEM;
        Query update = em.createQuery("update ApprovalEntity a set a.state = :to, "
                + (redeem
                        ? "a.redeemedAt = :at"
                        : "a.decidedAt = :at, a.decider = :by, a.decidedBy = :user, a.note = :note")
                + " where a.id = :id and a.state in :from" + inTime(step.when()));
        if (!redeem) {
            update.setParameter("by", by.by().value())
                    .setParameter("user", by.userId().orElse(null))
                    .setParameter("note", by.note().orElse(null));
        }
        return update.setParameter("to", step.to().value())
                        .setParameter("at", by.at().toEpochMilli())
                        .setParameter("id", id)
                        .setParameter("from", from(step))
                        .executeUpdate()
                == 1;
    }

    /** Takes back whatever these runs have asked for and not got. */
    public int runsEnded(Collection<String> runIds, Instant at) {
        return em.createQuery("update ApprovalEntity a set a.state = :to, a.decidedAt = :at, a.decider = :by"
                        + " where a.runId in :runs and a.state in :from")
                .setParameter("to", ApprovalStep.RUN_END.to().value())
                .setParameter("at", at.toEpochMilli())
                .setParameter("by", Decider.RUN.value())
                .setParameter("runs", runIds)
                .setParameter("from", from(ApprovalStep.RUN_END))
                .executeUpdate();
    }

    /** Notes when the agent asked, and what it heard. */
    public void polled(String id, Instant at, Poll heard, Duration interval) {
        em.createQuery("update ApprovalEntity a set a.polledAt = :at, a.pollSeconds = :seconds where a.id = :id")
                .setParameter("at", at.toEpochMilli())
                .setParameter("seconds", (int) heard.next(interval).toSeconds())
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Notes the one token that came of it. */
    public void issued(String id, String tokenId) {
        em.createQuery("update ApprovalEntity a set a.tokenId = :token where a.id = :id")
                .setParameter("token", tokenId)
                .setParameter("id", id)
                .executeUpdate();
    }

    private static String inTime(ApprovalStep.When when) {
        return switch (when) {
            case IN_TIME -> " and a.expiresAt > :at";
            case LATE -> " and a.expiresAt <= :at";
            case ANY_TIME -> "";
        };
    }

    private static List<String> from(ApprovalStep step) {
        return step.from().stream().map(ApprovalState::value).toList();
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

    private Optional<ApprovalRecord> one(TypedQuery<ApprovalEntity> query) {
        try (Stream<ApprovalEntity> rows = query.getResultStream()) {
            return rows.findFirst().map(this::detached);
        }
    }

    /** Updates go past the persistence context, so nothing of it may be seen again. */
    private ApprovalRecord detached(ApprovalEntity row) {
        em.detach(row);
        return ApprovalMapping.toRecord(row);
    }
}
