package io.agentpack.keycloak.ledger.cascade;

import io.agentpack.keycloak.ledger.end.BoundedTransaction;
import io.agentpack.keycloak.ledger.jpa.Cascades;
import io.agentpack.keycloak.ledger.outbox.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Finishes stops: works causes off batch by batch, woken by the commit of the stop; every few seconds it looks for what a node that died has left.
 * Nobody waits for it: everything that it marks is refused already. Besides it asks every second what the other nodes have stopped.
 */
public final class CascadeWorker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CascadeWorker.class);
    private static final int THREADS = 2;
    private static final int CAUSES = 100;
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(120);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);
    private static final Duration LEFT_OVERS = Duration.ofSeconds(5);
    private static final Duration NEWS = Duration.ofSeconds(1);
    /** How far clocks of nodes may differ, and how long a stop's transaction may take, before another node misses it. */
    private static final Duration NEWS_OVERLAP = Duration.ofSeconds(15);

    private final String node = UUID.randomUUID().toString();
    private final KeycloakSessionFactory server;
    private final StoppedRuns stopped;
    private final Set<String> under = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor endings = pool(THREADS, "worker");
    /** Of its own, since a session may have to be asked for at a node that has just died; what must be recorded and told doesn't wait for that. */
    private final ThreadPoolExecutor tidying = pool(1, "tidying");

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, named("timer"));
    private volatile Instant newsUntil;

    public CascadeWorker(KeycloakSessionFactory server, StoppedRuns stopped) {
        this.server = server;
        this.stopped = stopped;
    }

    /** Learns what was stopped before this node came, before it answers anyone; fails if the database can't tell. */
    public void start() {
        newsUntil = Instant.now().minus(StoppedRuns.REMEMBERED);
        learn();
        timer.scheduleWithFixedDelay(quietly(this::learn), 1, NEWS.toSeconds(), TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(quietly(this::wakeLeftOvers), 1, LEFT_OVERS.toSeconds(), TimeUnit.SECONDS);
    }

    /** There is work. */
    public void wake(OpenCause cause) {
        if (under.add(cause.causeId())) {
            next(cause, CascadeCursor.START);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        endings.shutdownNow();
        tidying.shutdownNow();
    }

    /** One batch, then back into the line: a large cause doesn't keep small ones waiting. */
    private void next(OpenCause cause, CascadeCursor at) {
        try {
            (at.tidying() ? tidying : endings).execute(() -> {
                Optional<CascadeCursor> next = Optional.empty();
                try {
                    next = batch(cause, at);
                } finally {
                    if (next.isEmpty()) {
                        under.remove(cause.causeId());
                    }
                }
                next.ifPresent(then -> next(cause, then));
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The server is stopping; another node goes on, or this one after the next start");
        }
    }

    private Optional<CascadeCursor> batch(OpenCause cause, CascadeCursor at) {
        try {
            return BoundedTransaction.of(server, LONGEST_BATCH, session -> {
                Instant now = Instant.now();
                return Cascades.in(session).continueAt(at, cause, new Lease(node, now, now.plus(LEASE)));
            });
        } catch (RuntimeException e) {
            LOG.warnf(e, "Cause %s could not be worked off; it is tried again", cause.causeId());
            return Optional.empty();
        }
    }

    private void wakeLeftOvers() {
        BoundedTransaction.of(
                        server, LONGEST_LOOK, session -> Cascades.in(session).open(Instant.now(), CAUSES))
                .forEach(this::wake);
    }

    private void learn() {
        Instant now = Instant.now();
        StoppedRuns.News news = BoundedTransaction.of(
                server, LONGEST_LOOK, session -> Cascades.in(session).news(newsUntil.minus(NEWS_OVERLAP)));
        stopped.learn(news, now);
        newsUntil = now;
    }

    /** Says once that the database is away, not every second. */
    private static Runnable quietly(Runnable work) {
        AtomicBoolean away = new AtomicBoolean();
        return () -> {
            try {
                work.run();
                away.set(false);
            } catch (RuntimeException e) {
                if (!away.getAndSet(true)) {
                    LOG.warnf(
                            "The ledger can't be asked; it is tried again until it can: %s",
                            e.getClass().getSimpleName());
                }
                LOG.debug("The ledger can't be asked", e);
            }
        };
    }

    private static ThreadPoolExecutor pool(int threads, String role) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(role));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String role) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "agent-cascade-" + role + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
