package io.agentpack.keycloak.exchange.my;

import java.util.List;

/**
 * What agents are at, and the runs for it.
 *
 * @param text what the agent said; empty if it said nothing
 */
public record Goal(String text, List<RunCard> runs) {}
