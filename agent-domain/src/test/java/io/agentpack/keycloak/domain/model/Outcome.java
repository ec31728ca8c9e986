package io.agentpack.keycloak.domain.model;

import java.util.List;
import java.util.Set;

/** What a request comes to, in words that the real code and the plain model share. */
sealed interface Outcome {
    record Refused(String error) implements Outcome {}

    /** @param chain client ids, current actor first */
    record Granted(
            int run,
            Set<String> scopes,
            Set<String> roles,
            Set<String> audiences,
            List<String> chain,
            int depth,
            long expires,
            long runExpires,
            int depthLeft,
            int childrenLeft)
            implements Outcome {}
}
