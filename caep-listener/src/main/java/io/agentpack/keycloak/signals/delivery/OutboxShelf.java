package io.agentpack.keycloak.signals.delivery;

import io.agentpack.keycloak.ledger.end.BoundedTransaction;
import io.agentpack.keycloak.ledger.outbox.Lease;
import io.agentpack.keycloak.ledger.outbox.Receiver;
import io.agentpack.keycloak.ledger.outbox.Signal;
import io.agentpack.keycloak.ledger.outbox.SignalOutbox;
import io.agentpack.keycloak.signals.receiver.PushRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTaskWithResult;

/** The outbox table as a shelf of parcels. */
final class OutboxShelf implements Shelf {
    private static final Logger LOG = Logger.getLogger(OutboxShelf.class);
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int RECEIVERS = 1_000;

    private final String node = UUID.randomUUID().toString();
    private final BackOff backOff =
            new BackOff(() -> ThreadLocalRandom.current().nextDouble());
    private final KeycloakSessionFactory server;
    private final PushRules rules;
    private final SignalMetrics metrics;

    OutboxShelf(KeycloakSessionFactory server, PushRules rules, SignalMetrics metrics) {
        this.server = server;
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public List<Receiver> due() {
        return transaction(session -> {
            SignalOutbox outbox = SignalOutbox.in(session);
            metrics.oldest(outbox.oldestPending());
            return outbox.receiversDue(Instant.now(), RECEIVERS);
        });
    }

    @Override
    public Batch claim(Receiver receiver, int max) {
        Instant now = Instant.now();
        Lease lease = new Lease(node, now, now.plus(LEASE));
        return transaction(session -> {
            SignalOutbox outbox = SignalOutbox.in(session);
            Packing packing = new Packing(session, receiver, rules);
            if (packing.isPaused()) {
                // Stays due: whoever looks next finds the stream as it is then.
                return new Batch(List.of(), false, lease.until());
            }
            List<Signal> claimed = outbox.claim(receiver.clientUuid(), lease, max);
            List<Parcel> parcels = new ArrayList<>();
            for (Signal signal : claimed) {
                Packing.Packed packed = packing.pack(signal);
                if (packed instanceof Packing.Packed.Sendable sendable) {
                    parcels.add(sendable.parcel());
                } else if (packed instanceof Packing.Packed.Settled settled) {
                    settle(outbox, signal, settled.verdict());
                }
            }
            return new Batch(parcels, !claimed.isEmpty(), lease.until());
        });
    }

    @Override
    public Outcome settle(Parcel parcel, Verdict verdict) {
        return transaction(session -> settle(SignalOutbox.in(session), parcel.signal(), verdict));
    }

    /** One statement for all that arrived without a remark, which is nearly always all. */
    @Override
    public void arrived(List<Arrival> arrivals) {
        Map<Optional<String>, List<Arrival>> byNote = arrivals.stream()
                .collect(Collectors.groupingBy(arrival -> arrival.verdict().note()));
        Instant last = arrivals.stream()
                .map(Arrival::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        transaction(session -> {
            byNote.forEach((note, same) -> SignalOutbox.in(session)
                    .delivered(
                            same.stream()
                                    .map(arrival -> arrival.parcel().signal().id())
                                    .toList(),
                            last,
                            note));
            return null;
        });
        arrivals.forEach(arrival ->
                metrics.delivered(Duration.between(arrival.parcel().signal().created(), arrival.at())));
    }

    @Override
    public void release(Collection<Parcel> parcels) {
        List<String> ids = parcels.stream().map(parcel -> parcel.signal().id()).toList();
        transaction(session -> {
            SignalOutbox.in(session).release(node, ids);
            return null;
        });
    }

    private Outcome settle(SignalOutbox outbox, Signal signal, Verdict verdict) {
        Instant now = Instant.now();
        if (verdict instanceof Verdict.Accepted accepted) {
            delivered(outbox, signal, accepted, now);
            return new Outcome(false, Optional.empty());
        }
        if (verdict instanceof Verdict.Retry retry) {
            Optional<Duration> wait = backOff.after(signal.attempts() + 1).map(own -> retry.atLeast()
                    .filter(asked -> asked.compareTo(own) > 0)
                    .orElse(own));
            if (wait.isPresent()) {
                outbox.retry(signal.id(), node, now.plus(wait.get()), retry.error());
                metrics.failed();
                return new Outcome(false, wait.map(now::plus));
            }
            return bury(outbox, signal, now, retry.error());
        }
        return bury(outbox, signal, now, ((Verdict.Dead) verdict).error());
    }

    private void delivered(SignalOutbox outbox, Signal signal, Verdict.Accepted accepted, Instant at) {
        outbox.delivered(List.of(signal.id()), at, accepted.note());
        metrics.delivered(Duration.between(signal.created(), at));
    }

    private Outcome bury(SignalOutbox outbox, Signal signal, Instant now, String error) {
        outbox.dead(signal.id(), now, error);
        metrics.dead();
        LOG.warnf(
                "Signal %s about run %s is given up after %d attempts for client %s: %s",
                signal.id(), signal.runId(), signal.attempts() + 1, signal.receiver(), error);
        return new Outcome(true, Optional.empty());
    }

    private <T> T transaction(KeycloakSessionTaskWithResult<T> work) {
        return BoundedTransaction.of(server, LONGEST, work);
    }
}
