package io.agentpack.keycloak.signals.delivery;

import io.agentpack.keycloak.ledger.outbox.Signal;
import io.agentpack.keycloak.signals.receiver.PushRules;
import io.agentpack.keycloak.signals.receiver.PushTarget;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Parcels for tests. */
final class Parcels {
    static final PushRules DEV = new PushRules(false, true);

    private Parcels() {}

    static Parcel to(int port) {
        return to("http://127.0.0.1:" + port + "/events", UUID.randomUUID().toString());
    }

    static Parcel to(String url, String id) {
        return to(url, id, "run");
    }

    static Parcel to(String url, String id, String run) {
        try {
            Signal signal = Signal.queued(id, "realm", run, url, "cause", Instant.now(), "{}");
            return new Parcel(signal, PushTarget.of(url, DEV), Optional.of("Bearer geheim"), "header.claims.signature");
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }
}
