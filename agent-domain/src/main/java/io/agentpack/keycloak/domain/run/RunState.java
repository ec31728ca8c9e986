package io.agentpack.keycloak.domain.run;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a run stands. Only {@link #ACTIVE} lets anything happen; a final state is never left. */
public enum RunState {
    ACTIVE,
    SUSPENDED,
    COMPLETED,
    EXPIRED,
    REVOKED,
    CASCADED;

    public boolean isFinal() {
        return this != ACTIVE && this != SUSPENDED;
    }

    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RunState> of(String value) {
        return Stream.of(values()).filter(state -> state.value().equals(value)).findFirst();
    }
}
