package io.agentpack.keycloak.domain.authority;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an agent runs: on somebody's device, or on a platform. */
public enum Locality {
    LOCAL,
    REMOTE;

    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Locality> of(String value) {
        return Stream.of(values())
                .filter(locality -> locality.value().equals(value))
                .findFirst();
    }
}
