package io.agentpack.keycloak.ledger.outbox;

import java.util.Locale;

/** Where a signal stands. */
public enum SignalState {
    /** To be sent, or to be sent again. */
    PENDING,
    /** The receiver has taken it. */
    DELIVERED,
    /** Given up; {@link Signal#lastError()} says why. */
    DEAD;

    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SignalState of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
