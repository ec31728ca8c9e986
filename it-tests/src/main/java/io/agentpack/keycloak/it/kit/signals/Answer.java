package io.agentpack.keycloak.it.kit.signals;

import java.time.Duration;

/**
 * How a receiver behaves to one push.
 *
 * @param delay before answering; null for never answering at all
 */
public record Answer(int status, Duration delay) {

    /** RFC 8935, 2.2. */
    public static Answer accepted() {
        return new Answer(202, Duration.ZERO);
    }

    public static Answer status(int status) {
        return new Answer(status, Duration.ZERO);
    }

    public static Answer acceptedAfter(Duration delay) {
        return new Answer(202, delay);
    }

    /** Takes the request and keeps the connection open. */
    public static Answer never() {
        return new Answer(0, null);
    }

    boolean accepts() {
        return status == 202;
    }
}
