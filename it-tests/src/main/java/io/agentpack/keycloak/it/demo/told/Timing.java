package io.agentpack.keycloak.it.demo.told;

/**
 * How long something took.
 *
 * @param from what began it, e.g. "sign-out"
 */
public record Timing(String from, String to, long nanos) {
    String millis() {
        return String.format("%8.1f", nanos / 1e6);
    }
}
