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
    /**
     * Towards a goal. The rules are those of {@link #BOUNDED}; what it may ask for while it runs and which sub-agents it may have is what an administrator
     * gives to the single agent, and nobody has any of it by default.
     */
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

    /** Whether an agent of this model can be the one of a run: a root run is of its agent's own model, what is under it of the root's. */
    public boolean describes(AuthorityModel run, boolean isRoot) {
        return isRoot ? this == run : actsForHuman() == run.actsForHuman();
    }
}
