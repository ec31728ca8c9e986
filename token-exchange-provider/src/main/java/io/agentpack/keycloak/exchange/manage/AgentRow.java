package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.page.Moment;
import java.util.List;

/**
 * An agent as a page lists it.
 *
 * @param authority value of its authority model
 * @param owner username; empty when none is named
 * @param lastAttested null when nothing of it runs
 * @param depth hand-overs that may follow below it
 * @param problems what keeps it from working, in English
 * @param runs address of its runs
 * @param stop address of the page that says what stopping it would hit
 */
public record AgentRow(
        String name,
        String clientId,
        boolean enabled,
        String authority,
        String environment,
        String locality,
        String owner,
        boolean ownerMissing,
        List<String> attesters,
        long running,
        long paused,
        Moment lastAttested,
        int depth,
        List<String> problems,
        String href,
        String runs,
        String stop) {}
