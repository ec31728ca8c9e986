package io.agentpack.keycloak.signals.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * A claimed batch under way to its receiver: several at a time, but of one run one after the other. What has arrived is saved together, but not much
 * later: a crash before means a resend.
 */
final class Load {
    /** No parcel is started so late that its lease could run out under way. */
    private static final Duration LEASE_RESERVE = Push.LONGEST.plusSeconds(1);

    private static final Duration SAVED_AFTER = Duration.ofMillis(100);

    private final Lane.Tools tools;
    private final Clock clock;
    private final Breaker breaker;
    private final Width width;
    private final Consumer<Duration> wakeLater;
    private final Consumer<Throwable> done;
    private final Instant until;
    /** Of each run those that are to go next, in their order. */
    private final Deque<Deque<Parcel>> waiting = new ArrayDeque<>();

    private final List<Shelf.Arrival> arrivals = new ArrayList<>();
    private int underWay;
    private boolean begun;
    private boolean isOver;
    private Throwable failure;

    /** @param done told once, when nothing is under way any more: null, or why the outcome could not be saved */
    Load(
            Shelf.Batch batch,
            Lane.Tools tools,
            Breaker breaker,
            Width width,
            Consumer<Duration> wakeLater,
            Consumer<Throwable> done) {
        this.tools = tools;
        this.clock = tools.clock();
        this.breaker = breaker;
        this.width = width;
        this.wakeLater = wakeLater;
        this.done = done;
        this.until = batch.until();
        Map<String, Deque<Parcel>> byRun = new HashMap<>();
        batch.parcels().forEach(parcel -> byRun.computeIfAbsent(parcel.signal().runId(), this::another)
                .add(parcel));
    }

    private Deque<Parcel> another(String run) {
        Deque<Parcel> ofRun = new ArrayDeque<>();
        waiting.add(ofRun);
        return ofRun;
    }

    /** Sends what may go now; the last that comes back ends the load. */
    void start() {
        List<Deque<Parcel>> starting = new ArrayList<>();
        synchronized (this) {
            while (mayStart() && !waiting.isEmpty() && width.admits(underWay)) {
                starting.add(waiting.poll());
                underWay++;
                begun = true;
            }
            if (underWay > 0 || isOver) {
                starting.forEach(this::send);
                return;
            }
            isOver = true;
        }
        end();
    }

    /** One goes in any case: where claiming takes nearly as long as a lease lasts, too, something must arrive. */
    private boolean mayStart() {
        Instant now = clock.instant();
        return failure == null
                && breaker.admits(now)
                && (!begun || now.plus(LEASE_RESERVE).isBefore(until));
    }

    private void send(Deque<Parcel> ofRun) {
        Parcel parcel = ofRun.poll();
        try {
            tools.push()
                    .send(parcel)
                    .exceptionally(unexpected -> new Verdict.Retry("The attempt failed inside the server"))
                    .thenAcceptAsync(verdict -> back(parcel, ofRun, verdict), tools.pool());
        } catch (RejectedExecutionException stopping) {
            throw stopping;
        } catch (RuntimeException | Error e) {
            back(parcel, ofRun, new Verdict.Retry("The attempt failed inside the server"));
        }
    }

    private void back(Parcel parcel, Deque<Parcel> ofRun, Verdict verdict) {
        try {
            settle(parcel, verdict);
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        synchronized (this) {
            underWay--;
            if (!ofRun.isEmpty()) {
                waiting.addFirst(ofRun);
            }
        }
        start();
    }

    private void settle(Parcel parcel, Verdict verdict) {
        Instant now = clock.instant();
        if (verdict instanceof Verdict.Accepted accepted) {
            breaker.succeeded(now);
            width.succeeded();
            save(new Shelf.Arrival(parcel, accepted, now));
        } else {
            if (verdict instanceof Verdict.Retry) {
                width.failed();
                wakeLater.accept(breaker.failed(now));
            } else {
                breaker.succeeded(now);
            }
            Shelf.Outcome outcome = tools.shelf().settle(parcel, verdict);
            outcome.due()
                    .map(due -> Duration.between(clock.instant(), due))
                    .filter(wait -> wait.compareTo(Breaker.LONGEST) <= 0)
                    .ifPresent(wakeLater);
        }
    }

    private void save(Shelf.Arrival arrival) {
        List<Shelf.Arrival> saving = List.of();
        synchronized (this) {
            arrivals.add(arrival);
            if (arrivals.get(0).at().plus(SAVED_AFTER).isBefore(arrival.at())) {
                saving = arrived();
            }
        }
        save(saving);
    }

    private void save(List<Shelf.Arrival> saving) {
        if (!saving.isEmpty()) {
            tools.shelf().arrived(saving);
        }
    }

    private synchronized List<Shelf.Arrival> arrived() {
        List<Shelf.Arrival> all = List.copyOf(arrivals);
        arrivals.clear();
        return all;
    }

    private synchronized void fail(Throwable e) {
        failure = e;
    }

    private void end() {
        try {
            save(arrived());
            tools.shelf().release(waiting.stream().flatMap(Deque::stream).toList());
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        done.accept(failure);
    }
}
