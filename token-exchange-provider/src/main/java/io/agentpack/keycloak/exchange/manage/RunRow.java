package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.page.Moment;

/**
 * A run as a page lists it.
 *
 * @param state value of its state
 * @param person username of whom it runs for; the id when they are gone
 * @param goal empty when it has none
 * @param until its deadline, or when it ended
 * @param stop address of the page that says what stopping it would hit; empty when it is over
 */
public record RunRow(
        String agent,
        String state,
        boolean live,
        String person,
        String environment,
        String goal,
        int depth,
        Moment started,
        Moment until,
        String href,
        String personHref,
        String stop) {}
