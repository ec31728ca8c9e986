package io.agentpack.keycloak.ledger.outbox;

import static jakarta.persistence.PersistenceConfiguration.LOCK_TIMEOUT;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * The rows of {@code AGENT_SIGNAL}, in the transaction of one Keycloak session. Nothing here waits for a receiver: whoever delivers claims in one
 * short transaction and saves what came of it in another.
 */
public final class SignalOutbox {
    private final EntityManager rows;

    private SignalOutbox(EntityManager rows) {
        this.rows = rows;
    }

    public static SignalOutbox in(KeycloakSession session) {
        return new SignalOutbox(session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    /** Queues a signal. A second one for the same run, receiver and cause makes the transaction fail. */
    public void enqueue(Signal signal) {
        rows.persist(new SignalEntity(signal));
    }

    /** Leases due signals of one receiver, oldest first. Workers that ask at the same time, on any node, get different ones and don't wait for each other. */
    public List<Signal> claim(String receiver, Lease lease, int max) {
        List<Signal> due = signals(rows.createNamedQuery("agentSignal.claimable", SignalEntity.class)
                .setParameter("receiver", receiver)
                .setParameter("now", lease.from().toEpochMilli())
                .setMaxResults(max)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint(LOCK_TIMEOUT, Lease.SKIP_LOCKED)
                .getResultStream());
        if (!due.isEmpty()) {
            rows.createNamedQuery("agentSignal.claim")
                    .setParameter("ids", due.stream().map(Signal::id).toList())
                    .setParameter("owner", lease.owner())
                    .setParameter("until", lease.until().toEpochMilli())
                    .executeUpdate();
        }
        return due;
    }

    /** The receiver has them; true whoever holds the leases by now. */
    public void delivered(Collection<String> ids, Instant now, Optional<String> note) {
        end(ids, SignalState.DELIVERED, now, note);
    }

    /** It is given up. */
    public void dead(String id, Instant now, String error) {
        end(List.of(id), SignalState.DEAD, now, Optional.of(error));
    }

    /** It failed and is tried again later. Does nothing when the lease has gone to someone else. */
    public void retry(String id, String owner, Instant due, String error) {
        rows.createNamedQuery("agentSignal.retry")
                .setParameter("id", id)
                .setParameter("owner", owner)
                .setParameter("due", due.toEpochMilli())
                .setParameter("error", shortened(error))
                .executeUpdate();
    }

    /**
     * Has what was given up about a run sent again, with all attempts to come.
     *
     * @return how many signals
     */
    public int revive(String realmId, String runId, Instant now) {
        return rows.createNamedQuery("agentSignal.revive")
                .setParameter("realm", realmId)
                .setParameter("run", runId)
                .setParameter("now", now.toEpochMilli())
                .executeUpdate();
    }

    /** Gives back what was claimed and not tried. */
    public void release(String owner, Collection<String> ids) {
        if (!ids.isEmpty()) {
            rows.createNamedQuery("agentSignal.release")
                    .setParameter("owner", owner)
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
    }

    /** Every signal about a run, oldest first. */
    public List<Signal> ofRun(String realmId, String runId) {
        return signals(rows.createNamedQuery("agentSignal.byRun", SignalEntity.class)
                .setParameter("realm", realmId)
                .setParameter("run", runId)
                .getResultStream());
    }

    /** Receivers for whom something is due that nobody is working on. */
    public List<Receiver> receiversDue(Instant now, int max) {
        return rows.createNamedQuery("agentSignal.due", Object[].class)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(max)
                .getResultStream()
                .map(row -> new Receiver((String) row[0], (String) row[1]))
                .toList();
    }

    /** When the oldest signal was queued that is neither delivered nor given up. */
    public Optional<Instant> oldestPending() {
        return Optional.ofNullable(
                        rows.createNamedQuery("agentSignal.oldest", Long.class).getSingleResult())
                .map(Instant::ofEpochMilli);
    }

    /**
     * Deletes signals that ended long ago, in a batch small enough not to hold anyone up.
     *
     * @return how many; fewer than {@code max} means that none are left
     */
    public int purge(SignalState state, Instant before, int max) {
        List<String> old = rows.createNamedQuery("agentSignal.old", String.class)
                .setParameter("state", state.value())
                .setParameter("before", before.toEpochMilli())
                .setMaxResults(max)
                .getResultList();
        return old.isEmpty()
                ? 0
                : rows.createNamedQuery("agentSignal.delete")
                        .setParameter("ids", old)
                        .executeUpdate();
    }

    private void end(Collection<String> ids, SignalState state, Instant now, Optional<String> error) {
        rows.createNamedQuery("agentSignal.end")
                .setParameter("ids", ids)
                .setParameter("state", state.value())
                .setParameter("now", now.toEpochMilli())
                .setParameter("error", error.map(SignalOutbox::shortened).orElse(null))
                .executeUpdate();
    }

    private static List<Signal> signals(Stream<SignalEntity> found) {
        return found.map(SignalEntity::toSignal).toList();
    }

    private static String shortened(String error) {
        return error.length() <= Signal.ERROR_LENGTH ? error : error.substring(0, Signal.ERROR_LENGTH);
    }
}
