package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.page.Moment;

/**
 * How one receiver was told.
 *
 * @param at when it is tried next, was delivered, or was given up; may be null
 * @param error what the last attempt that failed said; empty when none did
 */
public record Delivery(String receiver, String state, int attempts, Moment at, String error) {}
