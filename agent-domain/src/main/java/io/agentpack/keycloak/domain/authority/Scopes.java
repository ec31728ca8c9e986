package io.agentpack.keycloak.domain.authority;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An immutable set of OAuth scope values (RFC 6749 section 3.3), in a stable order. */
public record Scopes(Set<String> values) {
    public static final Scopes NONE = new Scopes(Set.of());

    public Scopes {
        values = Collections.unmodifiableSet(new TreeSet<>(values));
    }

    /** Parses a space-separated {@code scope} value; {@code null} and blanks are the empty set. */
    public static Scopes parse(String scope) {
        return scope == null || scope.isBlank()
                ? NONE
                : new Scopes(Arrays.stream(scope.trim().split(" +")).collect(Collectors.toSet()));
    }

    public static Scopes of(String... values) {
        return new Scopes(Set.of(values));
    }

    public boolean contains(String scope) {
        return values.contains(scope);
    }

    public boolean covers(Scopes other) {
        return values.containsAll(other.values);
    }

    public Scopes and(Scopes other) {
        return keep(other.values);
    }

    public Scopes or(Scopes other) {
        Set<String> both = new TreeSet<>(values);
        both.addAll(other.values);
        return new Scopes(both);
    }

    public Scopes without(Collection<String> others) {
        Set<String> rest = new TreeSet<>(values);
        rest.removeAll(others);
        return new Scopes(rest);
    }

    private Scopes keep(Set<String> others) {
        Set<String> kept = new TreeSet<>(values);
        kept.retainAll(others);
        return new Scopes(kept);
    }

    @Override
    public String toString() {
        return String.join(" ", values);
    }
}
