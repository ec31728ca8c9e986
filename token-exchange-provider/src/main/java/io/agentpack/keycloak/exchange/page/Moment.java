package io.agentpack.keycloak.exchange.page;

/**
 * A point in time as a page shows it.
 *
 * @param machine for the attribute {@code datetime}
 * @param relative e.g. in 12 minutes
 * @param exact date, time and zone
 */
public record Moment(String machine, String relative, String exact) {}
