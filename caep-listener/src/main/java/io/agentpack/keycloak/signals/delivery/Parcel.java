package io.agentpack.keycloak.signals.delivery;

import io.agentpack.keycloak.ledger.outbox.Signal;
import io.agentpack.keycloak.signals.receiver.PushTarget;
import java.util.Optional;

/**
 * A claimed signal, ready to go.
 *
 * @param authorization value of the {@code Authorization} header
 * @param token the signed security event token
 * @param queue of which one at a time may be under way
 */
record Parcel(Signal signal, PushTarget target, Optional<String> authorization, String token, String queue) {

    /** Shows neither the secret nor the token. */
    @Override
    public String toString() {
        return "Parcel[" + signal.id() + "]";
    }
}
