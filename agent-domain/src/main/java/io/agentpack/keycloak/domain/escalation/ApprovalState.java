package io.agentpack.keycloak.domain.escalation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a request for more stands. A final state is never left. */
public enum ApprovalState {
    /** Somebody has to decide. */
    PENDING,
    /** Somebody said yes; the agent has not come for its token yet. */
    APPROVED,
    /** Somebody said no. */
    REFUSED,
    /** The agent took it back, or its run ended. */
    CANCELLED,
    /** Nobody decided, or the agent did not come, in time. */
    EXPIRED,
    /** The token was issued. */
    REDEEMED;

    public boolean isFinal() {
        return this != PENDING && this != APPROVED;
    }

    /** The state that counts: what is open past its time is expired, whether or not anybody has written that down. */
    public ApprovalState at(boolean late) {
        return late && !isFinal() ? EXPIRED : this;
    }

    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ApprovalState> of(String value) {
        return Stream.of(values()).filter(state -> state.value().equals(value)).findFirst();
    }
}
