package io.agentpack.keycloak.exchange.picture;

/**
 * Signals of one kind from runs of one agent to one receiver.
 *
 * @param from key of the group of runs
 * @param to key of the receiver
 * @param label what people call the receiver
 * @param state {@code pending}, {@code delivered} or {@code dead}
 * @param count 1 or more
 */
public record Told(String from, String to, String label, String state, long count) {}
