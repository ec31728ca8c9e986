package io.agentpack.keycloak.signals.delivery;

import io.agentpack.keycloak.ledger.outbox.Receiver;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where parcels are kept. Every call is a short transaction of its own. */
interface Shelf {

    /** Receivers for whom something is due. */
    List<Receiver> due();

    /** Takes due parcels of a receiver, oldest first; they are this worker's until {@link Batch#until()}. */
    Batch claim(Receiver receiver, int max);

    /** Saves what came of an attempt. */
    Outcome settle(Parcel parcel, Verdict verdict);

    /** Saves that these have arrived. */
    void arrived(List<Arrival> arrivals);

    /** Puts parcels back that were not tried. */
    void release(Collection<Parcel> parcels);

    /** @param claimed whether any row was claimed; some may have been settled at once, as impossible to send */
    record Batch(List<Parcel> parcels, boolean claimed, Instant until) {}

    /** @param at when the receiver had taken it */
    record Arrival(Parcel parcel, Verdict.Accepted verdict, Instant at) {}

    /**
     * @param dead it was given up
     * @param due when it is tried again
     */
    record Outcome(boolean dead, Optional<Instant> due) {}
}
