package io.agentpack.keycloak.signals.delivery;

import io.agentpack.keycloak.ledger.outbox.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parcels in memory, due again half a second after a failure. */
final class ShelfInMemory implements Shelf {
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Map<Parcel, Instant> waiting = new LinkedHashMap<>();
    private final Map<String, List<Verdict>> verdicts = new LinkedHashMap<>();
    private boolean broken;

    synchronized Receiver put(Parcel parcel) {
        waiting.put(parcel, Instant.now());
        return receiver(parcel);
    }

    /** What came of the attempts to send the parcel, in order. */
    synchronized List<Verdict> verdicts(String id) {
        return List.copyOf(verdicts.getOrDefault(id, List.of()));
    }

    /** Ids of what has been settled, in order of the first time. */
    synchronized List<String> settled() {
        return List.copyOf(verdicts.keySet());
    }

    /** The next outcome is not saved; its parcel is due again, as after a lease that ran out. */
    synchronized void breakOnce() {
        broken = true;
    }

    @Override
    public synchronized List<Receiver> due() {
        return waiting.keySet().stream().map(ShelfInMemory::receiver).distinct().toList();
    }

    @Override
    public synchronized Batch claim(Receiver receiver, int max) {
        List<Parcel> claimed = new ArrayList<>();
        Iterator<Map.Entry<Parcel, Instant>> entries = waiting.entrySet().iterator();
        while (entries.hasNext() && claimed.size() < max) {
            Map.Entry<Parcel, Instant> entry = entries.next();
            if (receiver(entry.getKey()).equals(receiver) && !entry.getValue().isAfter(Instant.now())) {
                claimed.add(entry.getKey());
                entries.remove();
            }
        }
        return new Batch(claimed, !claimed.isEmpty(), Instant.now().plusSeconds(30));
    }

    @Override
    public synchronized Outcome settle(Parcel parcel, Verdict verdict) {
        verdicts.computeIfAbsent(parcel.signal().id(), id -> new ArrayList<>()).add(verdict);
        if (verdict instanceof Verdict.Retry) {
            Instant due = Instant.now().plus(AGAIN);
            waiting.put(parcel, due);
            return new Outcome(false, Optional.of(due));
        }
        return new Outcome(verdict instanceof Verdict.Dead, Optional.empty());
    }

    @Override
    public synchronized void arrived(List<Arrival> arrivals) {
        if (broken) {
            broken = false;
            release(arrivals.stream().map(Arrival::parcel).toList());
            throw new IllegalStateException("no database");
        }
        arrivals.forEach(arrival -> settle(arrival.parcel(), arrival.verdict()));
    }

    @Override
    public synchronized void release(Collection<Parcel> parcels) {
        parcels.forEach(parcel -> waiting.put(parcel, Instant.now()));
    }

    private static Receiver receiver(Parcel parcel) {
        return new Receiver(parcel.signal().realmId(), parcel.signal().receiver());
    }
}
