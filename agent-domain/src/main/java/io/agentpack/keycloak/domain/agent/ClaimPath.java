package io.agentpack.keycloak.domain.agent;

import java.util.Map;
import java.util.Optional;

/**
 * Where in the claims of some evidence a value is: a claim's name, or names with dots between for what is nested, as in
 * {@code kubernetes.io.pod.uid}. Names may hold dots themselves: the longest one that exists wins.
 */
public record ClaimPath(String text) {

    public Optional<Object> in(Map<?, ?> claims) {
        return find(claims, text);
    }

    private static Optional<Object> find(Map<?, ?> object, String rest) {
        if (object.containsKey(rest)) {
            return Optional.ofNullable(object.get(rest));
        }
        for (int dot = rest.lastIndexOf('.'); dot > 0; dot = rest.lastIndexOf('.', dot - 1)) {
            if (object.get(rest.substring(0, dot)) instanceof Map<?, ?> nested) {
                return find(nested, rest.substring(dot + 1));
            }
        }
        return Optional.empty();
    }
}
