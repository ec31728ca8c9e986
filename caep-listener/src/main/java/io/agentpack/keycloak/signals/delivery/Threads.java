package io.agentpack.keycloak.signals.delivery;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The deliverer's threads: a bounded pool for short work, one for look-ups of names, which may hang, and a thread for times. Daemons, so that they never keep the server from stopping. */
final class Threads implements AutoCloseable {
    private static final int MOST = 16;
    private static final int MOST_LOOKUPS = 64;

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(MOST, MOST, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("worker"));
    private final ThreadPoolExecutor lookups =
            new ThreadPoolExecutor(0, MOST_LOOKUPS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("lookup"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("timer"));

    Threads() {
        pool.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    ThreadPoolExecutor pool() {
        return pool;
    }

    /** Refuses when all of them hang. */
    ThreadPoolExecutor lookups() {
        return lookups;
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        lookups.shutdownNow();
        pool.shutdown();
    }

    private static ThreadFactory named(String role) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "agent-signals-" + role + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
