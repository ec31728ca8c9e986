package io.agentpack.keycloak.domain.revocation;

import java.util.Locale;

/** Who made something end: the values of {@code initiating_entity} (CAEP 1.0 section 2). */
public enum Initiator {
    USER,
    ADMIN,
    POLICY,
    SYSTEM;

    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
