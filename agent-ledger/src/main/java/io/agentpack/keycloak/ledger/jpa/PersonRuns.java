package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.RunRecord;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What one person asks the ledger: the runs that are for them, few queries however many runs. */
public final class PersonRuns {
    private final EntityManager em;
    private final RunRows rows;
    private final String realmId;
    private final String personId;

    private PersonRuns(EntityManager em, String realmId, String personId) {
        this.em = em;
        this.rows = new RunRows(em);
        this.realmId = realmId;
        this.personId = personId;
    }

    public static PersonRuns of(KeycloakSession session, RealmModel realm, String personId) {
        return new PersonRuns(
                session.getProvider(JpaConnectionProvider.class).getEntityManager(), realm.getId(), personId);
    }

    /** Those that are not over, newest first. */
    public List<RunRecord> live(Instant now, int max) {
        return list(query(" and r.state in :live and r.deadline > :now", now).setMaxResults(max)).stream()
                .filter(isOver(now).negate())
                .toList();
    }

    /** Those that a cause has ended together with one above them, as long as that is not written down. */
    public List<RunRecord> fallingBy(String causeId, Instant now, int max) {
        return list(query(" and r.state in :live and r.deadline > :now", now).setMaxResults(max)).stream()
                .filter(run -> run.causeId().equals(Optional.of(causeId)))
                .toList();
    }

    /** Those that are over, newest first. */
    public List<RunRecord> over(Instant now, int first, int max) {
        return list(query(" and (r.state not in :live or r.deadline <= :now)", now)
                .setFirstResult(first)
                .setMaxResults(max));
    }

    /** Whether this is the first run that an agent has for this person. */
    public boolean isFirst(RunRecord run) {
        return em.createQuery(
                        "select r.id from RunEntity r where r.realmId = :realm and r.subjectId = :person"
                                + " and r.agentUuid = :agent"
                                + " and (r.startedAt < :started or (r.startedAt = :started and r.id < :run))",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("person", personId)
                .setParameter("agent", run.agentUuid())
                .setParameter("started", run.started().toEpochMilli())
                .setParameter("run", run.id())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Audiences (client ids) of these runs; runs without any are left out. */
    public Map<String, Set<String>> audiences(Collection<String> runIds) {
        return new AudienceRows(em).of(runIds);
    }

    private TypedQuery<RunEntity> query(String where, Instant now) {
        return em.createQuery(
                        "select r from RunEntity r where r.realmId = :realm and r.subjectId = :person" + where
                                + " order by r.startedAt desc, r.id",
                        RunEntity.class)
                .setParameter("realm", realmId)
                .setParameter("person", personId)
                .setParameter("live", RunRows.LIVE)
                .setParameter("now", now.toEpochMilli());
    }

    /** The rows of one person's trees are all at hand, so that looking at what is above costs no query. */
    private List<RunRecord> list(TypedQuery<RunEntity> query) {
        return query.getResultList().stream().map(rows::standing).toList();
    }

    private static Predicate<RunRecord> isOver(Instant now) {
        return run -> run.stateAt(now).isFinal();
    }
}
