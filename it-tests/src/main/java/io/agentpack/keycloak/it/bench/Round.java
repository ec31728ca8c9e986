package io.agentpack.keycloak.it.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Clients that send as fast as answers come, or at a rate. At a rate a time of an answer begins when the request was due: one that waits behind a slow
 * answer is slow, too. Nothing is computed while the clock runs.
 */
final class Round {
    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<Queue<HttpRequest>> clients = new ArrayList<>();

    /** @param millis each answer of one client thread took, all 200 */
    private record Count(List<Double> millis, double seconds) {
        double perSecond() {
            return millis.size() / seconds;
        }
    }

    /** @param requests for each client; a client that runs out of them is done early, and its rate counts as it is */
    static Round prepare(List<Supplier<HttpRequest>> clients, int requests) {
        Round round = new Round();
        for (Supplier<HttpRequest> client : clients) {
            Queue<HttpRequest> queue = new ArrayDeque<>();
            for (int i = 0; i < requests; i++) {
                queue.add(client.get());
            }
            round.clients.add(queue);
        }
        return round;
    }

    /**
     * @param perSecond requests of all clients together
     * @param millis from when a request was due to its answer
     * @param clientShare of the machine's processor time, used by the clients; near 1 they would be the bottleneck
     */
    record Result(double perSecond, Sample millis, double clientShare) {}

    /** @param rate requests a second of all clients together; 0 for as fast as answers come */
    Result run(Duration length, int rate) {
        Duration every = rate == 0
                ? Duration.ZERO
                : Duration.ofSeconds(1).multipliedBy(clients.size()).dividedBy(rate);
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            long start = System.nanoTime();
            long cpu = OS.getProcessCpuTime();
            List<Callable<Count>> tasks = new ArrayList<>();
            for (int i = 0; i < clients.size(); i++) {
                Queue<HttpRequest> queue = clients.get(i);
                Duration first = every.multipliedBy(i).dividedBy(clients.size());
                tasks.add(() -> send(queue, length, first, every));
            }
            double perSecond = 0;
            List<Double> millis = new ArrayList<>();
            for (Future<Count> done : threads.invokeAll(tasks)) {
                perSecond += done.get().perSecond();
                millis.addAll(done.get().millis());
            }
            double busy = OS.getProcessCpuTime() - cpu;
            double all = (System.nanoTime() - start) * (double) OS.getAvailableProcessors();
            return new Result(perSecond, Sample.of(millis), busy / all);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private static Count send(Queue<HttpRequest> queue, Duration length, Duration first, Duration every) {
        long start = System.nanoTime();
        List<Double> millis = new ArrayList<>();
        while (!queue.isEmpty() && System.nanoTime() - start < length.toNanos()) {
            long due = every.isZero() ? System.nanoTime() : start + first.toNanos() + every.toNanos() * millis.size();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            HttpResponse<String> response = Prepared.send(queue.poll());
            if (!Prepared.isAccepted(response)) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            millis.add((System.nanoTime() - due) / 1e6);
        }
        return new Count(millis, (System.nanoTime() - start) / 1e9);
    }
}
