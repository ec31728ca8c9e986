package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.ledger.platform.PlatformRun;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * The rows of {@code AGENT_PLATFORM_RUN}, in the transaction of one Keycloak session. A row is claimed first, in a transaction of its own, so that
 * two who ask at a time meet at its primary key; it is kept with the transaction that starts the run, from when on it is never changed.
 */
public final class PlatformRunRows {
    private static final long KEPT = 0;

    private final EntityManager em;

    private PlatformRunRows(EntityManager em) {
        this.em = em;
    }

    public static PlatformRunRows in(KeycloakSession session) {
        return new PlatformRunRows(
                session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    /** @param isKept whether the run was started; otherwise somebody is about to */
    public record Row(String runId, boolean isKept, Instant claimedAt) {}

    public Optional<Row> find(PlatformRun run) {
        return Optional.ofNullable(em.find(PlatformRunEntity.class, run.digest()))
                .map(row -> new Row(row.runId, row.claimedAt == KEPT, Instant.ofEpochMilli(row.claimedAt)));
    }

    /** Fails, now or at the commit, when there is a row already. */
    public void claim(PlatformRun run, String runId, Instant now) {
        em.persist(new PlatformRunEntity(run.digest(), runId, run.name(), now.toEpochMilli()));
        em.flush();
    }

    /** Takes over from somebody who claimed it and never started the run. */
    public boolean takeOver(PlatformRun run, Row stale, String runId, Instant now) {
        return em.createQuery("update PlatformRunEntity p set p.runId = :mine, p.claimedAt = :now"
                                + " where p.id = :id and p.runId = :other and p.claimedAt <> :kept")
                        .setParameter("mine", runId)
                        .setParameter("now", now.toEpochMilli())
                        .setParameter("id", run.digest())
                        .setParameter("other", stale.runId())
                        .setParameter("kept", KEPT)
                        .executeUpdate()
                == 1;
    }

    /** Binds the claim to the transaction at hand; false when somebody has taken over. */
    public boolean keep(PlatformRun run, String runId) {
        return em.createQuery("update PlatformRunEntity p set p.claimedAt = :kept where p.id = :id and p.runId = :mine")
                        .setParameter("kept", KEPT)
                        .setParameter("id", run.digest())
                        .setParameter("mine", runId)
                        .executeUpdate()
                == 1;
    }

    /** Gives a claim back that came to nothing. */
    public void release(PlatformRun run, String runId) {
        em.createQuery("delete from PlatformRunEntity p where p.id = :id and p.runId = :mine and p.claimedAt <> :kept")
                .setParameter("id", run.digest())
                .setParameter("mine", runId)
                .setParameter("kept", KEPT)
                .executeUpdate();
    }
}
