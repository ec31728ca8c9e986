package io.agentpack.keycloak.signals.delivery;

import io.agentpack.keycloak.ledger.outbox.Receiver;
import io.agentpack.keycloak.signals.receiver.PushRules;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Delivers what is queued. A commit wakes the lanes of the receivers it queued something for; a sweep every {@value #SWEEP_SECONDS} seconds, on
 * every node, picks up what a crash or a failure left.
 */
public final class Deliverer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Deliverer.class);
    private static final int SWEEP_SECONDS = 5;

    private final Threads threads;
    private final Lane.Tools tools;
    private final ConcurrentMap<Receiver, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    Deliverer(Shelf shelf, PushRules rules, Threads threads, Push.Lookup lookup) {
        this.threads = threads;
        BackOff backOff = new BackOff(() -> ThreadLocalRandom.current().nextDouble());
        tools = new Lane.Tools(shelf, new Push(rules, threads, lookup), backOff, threads.pool(), Clock.systemUTC());
    }

    /** A deliverer that works on the server's outbox; it does nothing by itself before {@link #start()}. */
    public static Deliverer ofServer(KeycloakSessionFactory server, PushRules rules, SignalMetrics metrics) {
        return new Deliverer(new OutboxShelf(server, rules, metrics), rules, new Threads(), InetAddress::getAllByName);
    }

    /** Starts the sweep. Not before the database is ready. */
    public void start() {
        threads.timer()
                .scheduleWithFixedDelay(() -> threads.pool().execute(this::sweep), 1, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** There is something new for these receivers. */
    public void wake(Collection<Receiver> receivers) {
        receivers.forEach(this::wake);
    }

    @Override
    public void close() {
        threads.close();
    }

    private void wake(Receiver receiver) {
        try {
            lanes.compute(receiver, (key, known) -> {
                Lane lane = known != null ? known : new Lane(key, tools, pause -> wakeAfter(pause, key));
                lane.wake();
                return lane;
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The server is stopping; what is queued is delivered by another node or after the next start");
        }
    }

    private void wakeAfter(Duration pause, Receiver receiver) {
        // A little late rather than a little early: an early one would find nothing due.
        threads.timer().schedule(() -> wake(receiver), Math.max(0, pause.toMillis()) + 5, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        if (!sweeping.compareAndSet(false, true)) {
            return;
        }
        try {
            tools.shelf().due().forEach(this::wake);
            lanes.keySet().forEach(key -> lanes.computeIfPresent(key, (k, lane) -> lane.isForgettable() ? null : lane));
        } catch (RuntimeException e) {
            LOG.warnf("Signals can't be looked up and wait: %s", e.getClass().getSimpleName());
            LOG.debug("Signals can't be looked up", e);
        } finally {
            sweeping.set(false);
        }
    }
}
