package io.agentpack.keycloak.signals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.ledger.outbox.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers that hang, refuse and work, at the same time. */
class DelivererTest {
    private static final Duration PROMPT = Duration.ofMillis(250);
    private static final Duration MOST = Duration.ofSeconds(1);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ShelfInMemory shelf = new ShelfInMemory();
    private final Threads threads = new Threads();
    private final Deliverer deliverer = new Deliverer(shelf, Parcels.DEV, threads, this::addresses);

    @AfterEach
    void close() throws Exception {
        closing.countDown();
        deliverer.close();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void receiversThatHangOrRefuseDoNotDelayTheOthers() throws Exception {
        String healthy = receiver(exchangeStatus(202));
        deliver(Parcels.to(healthy, "warm-up"));
        await(Duration.ofSeconds(5), () -> !shelf.verdicts("warm-up").isEmpty());
        // More of them than there are threads.
        for (int i = 0; i < 40; i++) {
            String hanging = hanging();
            deliver(Parcels.to(hanging, "hangs"), Parcels.to(hanging, "hangs"));
        }
        deliver(Parcels.to("http://127.0.0.1:1/", "refused"));

        List<Duration> latencies = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            String id = "healthy-" + i;
            deliver(Parcels.to(healthy, id));
            latencies.add(await(MOST, () -> !shelf.verdicts(id).isEmpty()));
            assertThat(shelf.verdicts(id)).hasOnlyElementsOfType(Verdict.Accepted.class);
        }

        assertThat(latencies.stream().sorted().toList().get(5)).as("median").isLessThan(PROMPT);
        await(Duration.ofSeconds(2), () -> !shelf.verdicts("refused").isEmpty());
        assertThat(shelf.verdicts("hangs")).isEmpty();
    }

    @Test
    void namesWhoseLookUpHangsDoNotDelayTheOthers() throws Exception {
        String healthy = receiver(exchangeStatus(202));
        for (int i = 0; i < 40; i++) {
            deliver(Parcels.to("https://nobody-" + i + ".invalid/", "unfindable-" + i));
        }

        deliver(Parcels.to(healthy, "healthy"));

        await(MOST, () -> !shelf.verdicts("healthy").isEmpty());
        await(Duration.ofSeconds(5), () -> !shelf.verdicts("unfindable-39").isEmpty());
        assertThat(shelf.verdicts("unfindable-39")).hasOnlyElementsOfType(Verdict.Retry.class);
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        if (host.endsWith(".invalid")) {
            await(closing);
        }
        return InetAddress.getAllByName(host);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ofOneRunOneReceiverGetsOneAtATimeInOrder() throws Exception {
        Crowd crowd = new Crowd();
        String url = receiver(crowd);
        Parcel[] parcels = new Parcel[40];
        for (int i = 0; i < parcels.length; i++) {
            parcels[i] = Parcels.to(url, "p" + i);
        }

        deliver(parcels);

        await(Duration.ofSeconds(5), () -> allSettled(parcels));
        assertThat(crowd.most).hasValue(1);
        assertThat(shelf.settled()).containsExactly(ids(parcels));
    }

    @Test
    void ofDifferentRunsOneReceiverGetsAFewAtATime() throws Exception {
        Crowd crowd = new Crowd();
        String url = receiver(crowd);
        Parcel[] parcels = new Parcel[120];
        for (int i = 0; i < parcels.length; i++) {
            parcels[i] = Parcels.to(url, "p" + i, "run-" + i);
        }

        deliver(parcels);

        await(Duration.ofSeconds(5), () -> allSettled(parcels));
        assertThat(crowd.most.get()).isBetween(2, Width.MOST);
        assertThat(shelf.settled()).containsExactlyInAnyOrder(ids(parcels));
    }

    private boolean allSettled(Parcel... parcels) {
        return Arrays.stream(ids(parcels)).noneMatch(id -> shelf.verdicts(id).isEmpty());
    }

    private static String[] ids(Parcel... parcels) {
        return Arrays.stream(parcels).map(parcel -> parcel.signal().id()).toArray(String[]::new);
    }

    /** Takes everything after a moment and notes how many were there together. */
    private static final class Crowd implements Behaviour {
        private final AtomicInteger under = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public int answer() throws InterruptedException {
            most.accumulateAndGet(under.incrementAndGet(), Math::max);
            Thread.sleep(5);
            under.decrementAndGet();
            return 202;
        }
    }

    @Test
    void aShelfThatCannotSaveIsAskedAgainByTheSweep() throws Exception {
        shelf.breakOnce();
        shelf.put(Parcels.to(receiver(exchangeStatus(202)), "saved later"));

        deliverer.start();

        await(Duration.ofSeconds(9), () -> !shelf.verdicts("saved later").isEmpty());
    }

    @Test
    void aFailureIsRepeatedWithoutWaitingForTheSweep() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        String url = receiver(() -> calls.incrementAndGet() == 1 ? 503 : 202);

        deliver(Parcels.to(url, "again"));

        await(Duration.ofSeconds(3), () -> shelf.verdicts("again").size() == 2);
        assertThat(shelf.verdicts("again").get(0)).isInstanceOf(Verdict.Retry.class);
        assertThat(shelf.verdicts("again").get(1)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void aReceiverThatIsDownIsNotTriedForEverySignal() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        String url = receiver(() -> {
            calls.incrementAndGet();
            return 500;
        });

        Parcel[] many = new Parcel[30];
        for (int i = 0; i < many.length; i++) {
            many[i] = Parcels.to(url, "p" + i);
        }
        deliver(many);
        Thread.sleep(500);

        assertThat(calls).hasValue(1);
    }

    @Test
    void theSweepFindsWhatNobodyWokeItFor() throws Exception {
        shelf.put(Parcels.to(receiver(exchangeStatus(202)), "left behind"));

        deliverer.start();

        await(Duration.ofSeconds(3), () -> !shelf.verdicts("left behind").isEmpty());
    }

    private void deliver(Parcel... parcels) {
        List<Receiver> receivers = new ArrayList<>();
        for (Parcel parcel : parcels) {
            receivers.add(shelf.put(parcel));
        }
        deliverer.wake(receivers);
    }

    private interface Behaviour {
        int answer() throws InterruptedException;
    }

    private static Behaviour exchangeStatus(int status) {
        return () -> status;
    }

    private String receiver(Behaviour behaviour) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try {
                exchange.sendResponseHeaders(behaviour.answer(), -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        open.add(() -> server.stop(0));
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Connects, by its backlog, and never answers. */
    private String hanging() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    private static Duration await(Duration most, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("within " + most).isLessThan(most.toNanos());
            Thread.sleep(2);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
