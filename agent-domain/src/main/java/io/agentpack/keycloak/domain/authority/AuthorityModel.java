package io.agentpack.keycloak.domain.authority;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** On whose behalf an agent acts. */
public enum AuthorityModel {
    /** On behalf of a named human, and never longer than that human's session or consent. */
    DELEGATED,
    /** On behalf of a workflow, without a human: everything it holds is scoped to one run. */
    BOUNDED,
    /** Towards a goal: may ask for more while it runs and may spawn sub-agents. */
    AUTONOMOUS;

    /** The value used in attributes, claims and events. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AuthorityModel> of(String value) {
        return Stream.of(values()).filter(model -> model.value().equals(value)).findFirst();
    }

    /** Whether runs of this model act for a human. A run tree never mixes the two kinds. */
    public boolean actsForHuman() {
        return this == DELEGATED;
    }
}
