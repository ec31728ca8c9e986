package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.page.Moment;

/**
 * What an administrator did to a run while it lived.
 *
 * @param what {@code suspended} or {@code resumed}
 */
public record Entry(String what, Moment at, String by, String reason) {}
