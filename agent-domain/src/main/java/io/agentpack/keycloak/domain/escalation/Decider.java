package io.agentpack.keycloak.domain.escalation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who brought a request for more to where it is. */
public enum Decider {
    /** The ceiling agreed beforehand. */
    POLICY,
    /** A person. */
    APPROVER,
    /** The agent itself. */
    CLIENT,
    /** The end of the run. */
    RUN;

    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Decider> of(String value) {
        return Stream.of(values()).filter(one -> one.value().equals(value)).findFirst();
    }
}
