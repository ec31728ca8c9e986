package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.page.Moment;
import java.util.List;

/**
 * One run as a page shows it, and the runs it handed over to.
 *
 * @param owner who answers for the agent; empty if nobody is named
 * @param state in words
 * @param why why it ended, in words; empty while it lives
 * @param may what it may do, in words
 * @param apis names of the APIs that it got access to
 * @param until its deadline
 * @param ended null while it lives
 * @param page address of the page about it and everything under it
 * @param stop address of the page that stops it
 * @param stopAgent address of the page that stops all runs of its agent
 * @param more runs under it that the page has no room for
 */
public record RunCard(
        String id,
        String agent,
        String owner,
        String state,
        String why,
        boolean live,
        List<String> may,
        List<String> apis,
        Moment started,
        Moment until,
        Moment ended,
        String page,
        String stop,
        String stopAgent,
        List<RunCard> handedTo,
        int more) {}
