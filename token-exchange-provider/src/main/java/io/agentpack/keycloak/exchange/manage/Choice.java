package io.agentpack.keycloak.exchange.manage;

/**
 * Something to go to.
 *
 * @param name made fit to be shown
 */
public record Choice(String name, String href) {}
