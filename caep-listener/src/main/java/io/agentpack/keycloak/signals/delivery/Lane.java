package io.agentpack.keycloak.signals.delivery;

import io.agentpack.keycloak.ledger.outbox.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The way to one receiver. Idle until it is woken; takes one load after the other until there is none. */
final class Lane {
    private static final Logger LOG = Logger.getLogger(Lane.class);
    private static final int BATCH = 32;

    private final Receiver receiver;
    private final Tools tools;
    private final Breaker breaker;
    private final Width width = new Width();
    private final Consumer<Duration> wakeLater;
    private boolean busy;
    private boolean wokenAgain;

    /** @param wakeLater asked for a wake-up after a pause */
    Lane(Receiver receiver, Tools tools, Consumer<Duration> wakeLater) {
        this.receiver = receiver;
        this.tools = tools;
        this.breaker = new Breaker(tools.backOff());
        this.wakeLater = wakeLater;
    }

    /** What all lanes share. */
    record Tools(Shelf shelf, Push push, BackOff backOff, Executor pool, Clock clock) {}

    synchronized void wake() {
        wokenAgain = busy;
        if (!busy) {
            busy = true;
            tools.pool().execute(this::round);
        }
    }

    /** Whether forgetting the lane would lose nothing. */
    synchronized boolean isForgettable() {
        return !busy && !breaker.isOnTrial();
    }

    private void round() {
        try {
            if (!breaker.admits(tools.clock().instant())) {
                rest();
                return;
            }
            Shelf.Batch batch = tools.shelf().claim(receiver, breaker.isOnTrial() ? 1 : BATCH);
            if (batch.claimed()) {
                new Load(batch, tools, breaker, width, wakeLater, this::unloaded).start();
            } else {
                rest();
            }
        } catch (RuntimeException | Error e) {
            giveUp(e);
        }
    }

    /** @param failure null if the load's outcome is saved */
    private void unloaded(Throwable failure) {
        if (failure == null) {
            tools.pool().execute(this::round);
        } else {
            giveUp(failure);
        }
    }

    /** Leases run out and the sweep comes by, so that nothing is lost here. */
    private void giveUp(Throwable failure) {
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
            tools.pool().execute(this::round);
        }
    }
}
