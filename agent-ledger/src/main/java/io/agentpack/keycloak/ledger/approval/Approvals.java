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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The requests of agents for more, in the transaction of one Keycloak session. A step of {@link ApprovalStep} is one update that demands the states
 * the time and the seal that it was decided on: of several at the same moment, on any node, one changes the row, the others find it changed.
 */
public final class Approvals {
    private static final String NO_SEAL = "";

    private final EntityManager em;
    private final Seal seal;

    private Approvals(EntityManager em, Seal seal) {
        this.em = em;
        this.seal = seal;
    }

    public static Approvals in(KeycloakSession session) {
        return new Approvals(session.getProvider(JpaConnectionProvider.class).getEntityManager(), new Seal(session));
    }

    public void add(ApprovalRecord request) {
        em.persist(ApprovalMapping.toRow(request.sealed(seal.of(request))));
        em.flush();
    }

    /** Whether the row says what was written, no more and no less, except for free text that was blanked since. */
    public boolean isIntact(ApprovalRecord request) {
        return seal.check(request) != Seal.Finding.BROKEN;
    }

    /** The same, and nothing was blanked: what is to be acted on must be whole. */
    public boolean isWhole(ApprovalRecord request) {
        return seal.check(request) == Seal.Finding.WHOLE;
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

    /** @param backchannelId id that Keycloak gave a backchannel authentication request */
    public Optional<ApprovalRecord> byBackchannel(RealmModel realm, String backchannelId) {
        return one(em.createQuery(
                        "select a from ApprovalEntity a where a.backchannelId = :id and a.realmId = :realm",
                        ApprovalEntity.class)
                .setParameter("id", backchannelId)
                .setParameter("realm", realm.getId()));
    }

    public List<ApprovalRecord> list(RealmModel realm, ApprovalQuery query, Instant now) {
        return ListApprovals.of(realm, query, now, em).map(this::detached).toList();
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

    /** Requests that an agent has made since, whichever of its runs. */
    public long sinceOfAgent(RealmModel realm, String agentUuid, Instant since) {
        return em.createQuery(
                        "select count(a) from ApprovalEntity a where a.realmId = :realm and a.requestedAt > :since"
                                + " and a.agentUuid = :agent",
                        Long.class)
                .setParameter("realm", realm.getId())
                .setParameter("since", since.toEpochMilli())
                .setParameter("agent", agentUuid)
                .getSingleResult();
    }

    /**
     * Takes a step from where the request was when it was read. What was edited meanwhile, or before, stays as it is and keeps its broken seal:
     * nobody approves or redeems it ({@link #isWhole}), but its run can still end it.
     *
     * @return whether this call took the step; if not, nothing changed
     */
    public boolean take(ApprovalStep step, ApprovalRecord request, StepTaken by) {
        ApprovalRecord after = request.after(step, by);
        boolean redeem = step == ApprovalStep.REDEEM;
        Query update = em.createQuery("update ApprovalEntity a set a.state = :to, a.seal = :seal, "
                        + (redeem
                                ? "a.redeemedAt = :at"
                                : "a.decidedAt = :at, a.decider = :by, a.decidedBy = :user, a.note = :note")
                        + " where a.id = :id and a.state in :from" + inTime(step.when()) + asRead(step))
                .setParameter(
                        "seal",
                        isIntact(request) ? seal.of(after) : request.seal().orElse(NO_SEAL));
        if (!redeem) {
            update.setParameter("by", by.by().value())
                    .setParameter("user", by.userId().orElse(null))
                    .setParameter("note", by.note().orElse(null));
        }
        if (!asRead(step).isEmpty()) {
            update.setParameter("sealed", request.seal().orElse(NO_SEAL));
        }
        return update.setParameter("to", step.to().value())
                        .setParameter("at", by.at().toEpochMilli())
                        .setParameter("id", request.id())
                        .setParameter("from", from(step))
                        .executeUpdate()
                == 1;
    }

    /** Takes back whatever these runs have asked for and not got. */
    public void runsEnded(Collection<String> runIds, Instant at) {
        StepTaken byRun = StepTaken.of(Decider.RUN, at);
        openOf(runIds).forEach(open -> take(ApprovalStep.RUN_END, open, byRun));
    }

    private List<ApprovalRecord> openOf(Collection<String> runIds) {
        return em
                .createQuery(
                        "select a from ApprovalEntity a where a.runId in :runs and a.state in :from order by a.id",
                        ApprovalEntity.class)
                .setParameter("runs", runIds)
                .setParameter("from", from(ApprovalStep.RUN_END))
                .getResultList()
                .stream()
                .map(this::detached)
                .toList();
    }

    /** Notes when the agent asked, and what it heard. */
    public void polled(String id, Instant at, Poll heard, Duration interval) {
        em.createQuery("update ApprovalEntity a set a.polledAt = :at, a.pollSeconds = :seconds where a.id = :id")
                .setParameter("at", at.toEpochMilli())
                .setParameter("seconds", (int) heard.next(interval).toSeconds())
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Notes the one token that came of it, in the transaction that redeems. */
    public void issued(RealmModel realm, String id, String tokenId) {
        find(realm, id).ifPresent(request -> em.createQuery(
                        "update ApprovalEntity a set a.tokenId = :token, a.seal = :seal where a.id = :id")
                .setParameter("token", tokenId)
                .setParameter("seal", seal.of(request.issued(tokenId)))
                .setParameter("id", id)
                .executeUpdate());
    }

    private static String inTime(ApprovalStep.When when) {
        return switch (when) {
            case IN_TIME -> " and a.expiresAt > :at";
            case LATE -> " and a.expiresAt <= :at";
            case ANY_TIME -> "";
        };
    }

    /** The end of a run writes over whatever was decided, so it need not know it; nothing stops it. */
    private static String asRead(ApprovalStep step) {
        return step == ApprovalStep.RUN_END ? "" : " and a.seal = :sealed";
    }

    private static List<String> from(ApprovalStep step) {
        return step.from().stream().map(ApprovalState::value).toList();
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
