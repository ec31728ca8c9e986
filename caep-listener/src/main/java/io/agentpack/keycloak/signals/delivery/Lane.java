package io.agentpack.keycloak.signals.delivery;

import io.agentpack.keycloak.ledger.outbox.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The way to one receiver, with one parcel under way at a time. Idle until it is woken; asks for work until there is none. */
final class Lane {
    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final int BATCH = 16;
    /** No parcel is started so late that its lease could run out under way. */
    private static final Duration LEASE_RESERVE = Push.DEADLINE.plusSeconds(1);

    private static final Duration SAVED_AFTER = Duration.ofMillis(100);

    private final Receiver receiver;
    private final Shelf shelf;
    private final Push push;
    private final Breaker breaker;
    private final Executor pool;
    private final Clock clock;
    private final Consumer<Duration> wakeLater;
    private boolean busy;
    private boolean wokenAgain;

    /** @param wakeLater asked for a wake-up after a pause */
    Lane(Receiver receiver, Tools tools, Consumer<Duration> wakeLater) {
        this.receiver = receiver;
        this.shelf = tools.shelf();
        this.push = tools.push();
        this.breaker = new Breaker(tools.backOff());
        this.pool = tools.pool();
        this.clock = tools.clock();
        this.wakeLater = wakeLater;
    }

    /** What all lanes share. */
    record Tools(Shelf shelf, Push push, BackOff backOff, Executor pool, Clock clock) {}

    synchronized void wake() {
        wokenAgain = busy;
        if (!busy) {
            busy = true;
            pool.execute(this::round);
        }
    }

    /** Whether forgetting the lane would lose nothing. */
    synchronized boolean isForgettable() {
        return !busy && !breaker.isOnTrial();
    }

    private void round() {
        try {
            if (!breaker.admits(clock.instant())) {
                rest();
                return;
            }
            Shelf.Batch batch = shelf.claim(receiver, breaker.isOnTrial() ? 1 : BATCH);
            if (batch.claimed()) {
                next(new Load(batch));
            } else {
                rest();
            }
        } catch (RuntimeException e) {
            giveUp(e);
        }
    }

    private void next(Load load) {
        if (load.waiting.isEmpty()) {
            load.save();
            pool.execute(this::round);
        } else if (breaker.admits(clock.instant())
                && clock.instant().plus(LEASE_RESERVE).isBefore(load.until)) {
            Parcel parcel = load.waiting.poll();
            push.send(parcel).thenAcceptAsync(verdict -> settle(parcel, verdict, load), pool);
        } else {
            load.save();
            shelf.release(load.waiting);
            pool.execute(this::round);
        }
    }

    private void settle(Parcel parcel, Verdict verdict, Load load) {
        try {
            if (verdict instanceof Verdict.Accepted accepted) {
                breaker.succeeded();
                load.arrived(new Shelf.Arrival(parcel, accepted, clock.instant()));
            } else {
                load.save();
                fail(parcel, verdict);
            }
            next(load);
        } catch (RuntimeException e) {
            giveUp(e);
        }
    }

    private void fail(Parcel parcel, Verdict verdict) {
        if (verdict instanceof Verdict.Retry) {
            wakeLater.accept(breaker.failed(clock.instant()));
        } else {
            breaker.succeeded();
        }
        Shelf.Outcome outcome = shelf.settle(parcel, verdict);
        outcome.due()
                .map(due -> Duration.between(clock.instant(), due))
                .filter(wait -> wait.compareTo(Breaker.LONGEST) <= 0)
                .ifPresent(wakeLater);
    }

    /** A claimed batch under way. What has arrived is saved together, but not much later: a crash before means a resend. */
    private final class Load {
        private final Deque<Parcel> waiting;
        private final Instant until;
        private final List<Shelf.Arrival> arrivals = new ArrayList<>();

        Load(Shelf.Batch batch) {
            waiting = new ArrayDeque<>(batch.parcels());
            until = batch.until();
        }

        void arrived(Shelf.Arrival arrival) {
            arrivals.add(arrival);
            if (arrivals.get(0).at().plus(SAVED_AFTER).isBefore(arrival.at())) {
                save();
            }
        }

        void save() {
            if (!arrivals.isEmpty()) {
                shelf.arrived(List.copyOf(arrivals));
                arrivals.clear();
            }
        }
    }

    /** Leases run out and the sweep comes by, so that nothing is lost here. */
    private void giveUp(RuntimeException failure) {
        LOG.warnf(
                "Signals for client %s wait: %s",
                receiver.clientUuid(), failure.getClass().getSimpleName());
        LOG.debug("Signals wait", failure);
        rest();
    }

    private synchronized void rest() {
        busy = wokenAgain;
        wokenAgain = false;
        if (busy) {
            pool.execute(this::round);
        }
    }
}
