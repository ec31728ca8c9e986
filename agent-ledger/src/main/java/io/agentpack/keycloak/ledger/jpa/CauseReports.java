package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.report.CauseRecord;
import io.agentpack.keycloak.ledger.report.HitRuns;
import io.agentpack.keycloak.ledger.report.ToldReceiver;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The path of one cause, counted by the database: an answer is as short as there are agents and receivers, however many runs fell. */
public final class CauseReports {
    private final EntityManager em;

    private CauseReports(EntityManager em) {
        this.em = em;
    }

    public static CauseReports in(KeycloakSession session) {
        return new CauseReports(session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    public Optional<CauseRecord> find(RealmModel realm, String causeId) {
        return Optional.ofNullable(em.find(CauseEntity.class, causeId))
                .filter(row -> row.realmId.equals(realm.getId()))
                .map(CauseReports::record);
    }

    /** Whether runs that fell with those it hit may not be recorded and told yet. */
    public boolean isOpen(String causeId) {
        return Optional.ofNullable(em.find(CauseEntity.class, causeId))
                .map(row -> CauseEntity.OPEN.equals(row.state) && !Cascades.waitsForSecondLook(row))
                .orElse(false);
    }

    static CauseRecord record(CauseEntity row) {
        return new CauseRecord(
                row.id,
                row.kind,
                Instant.ofEpochMilli(row.happenedAt),
                Optional.ofNullable(row.byUser),
                Optional.ofNullable(row.note));
    }

    /** Runs that are recorded as ended by it; what hangs under them may still be on its way into the record. */
    public List<HitRuns> hit(RealmModel realm, String causeId) {
        return em.createQuery(
                        "select r.agentUuid, r.agent, r.state, count(r) from RunEntity r where r.realmId = :realm"
                                + " and r.causeId = :cause group by r.agentUuid, r.agent, r.state"
                                + " order by count(r) desc, r.agent, r.state",
                        Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter("cause", causeId)
                .getResultStream()
                .map(row -> new HitRuns((String) row[0], (String) row[1], (String) row[2], (Long) row[3]))
                .toList();
    }

    /** How its signals stand. */
    public List<ToldReceiver> told(RealmModel realm, String causeId) {
        return em.createQuery(
                        "select r.agentUuid, s.receiver, s.state, count(s) from RunEntity r, SignalEntity s"
                                + " where s.runId = r.id and s.causeId = r.causeId and r.realmId = :realm"
                                + " and r.causeId = :cause group by r.agentUuid, s.receiver, s.state"
                                + " order by s.receiver, r.agentUuid, s.state",
                        Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter("cause", causeId)
                .getResultStream()
                .map(row -> new ToldReceiver((String) row[0], (String) row[1], (String) row[2], (Long) row[3]))
                .toList();
    }
}
