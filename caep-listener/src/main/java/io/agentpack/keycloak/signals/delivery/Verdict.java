package io.agentpack.keycloak.signals.delivery;

import java.time.Duration;
import java.util.Optional;

/** What comes of one attempt. Texts are fixed or well-known codes: what a receiver writes never gets into records or logs. */
sealed interface Verdict {

    /** @param note what was odd about it */
    record Accepted(Optional<String> note) implements Verdict {}

    /** @param atLeast the wait that the receiver asked for, at least 0 */
    record Retry(String error, Optional<Duration> atLeast) implements Verdict {
        Retry(String error) {
            this(error, Optional.empty());
        }
    }

    record Dead(String error) implements Verdict {}
}
