package io.agentpack.keycloak.domain.authority;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The environment an agent belongs to. Authority never crosses environments.
 *
 * @param name 1 to 64 of {@code a-z 0-9 - _ .}
 */
public record Environment(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public static final Environment DEVELOPMENT = new Environment("development");
    public static final Environment PRODUCTION = new Environment("production");

    public Environment {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not an environment name");
        }
    }

    public static Optional<Environment> of(String name) {
        return name != null && NAME.matcher(name).matches() ? Optional.of(new Environment(name)) : Optional.empty();
    }

    /** Whether an agent at this locality may belong here at all: a local one never gets production. */
    public boolean admits(Locality locality) {
        return locality == Locality.REMOTE || !equals(PRODUCTION);
    }
}
