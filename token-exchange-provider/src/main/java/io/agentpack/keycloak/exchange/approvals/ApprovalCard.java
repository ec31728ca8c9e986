package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.exchange.page.Moment;
import java.util.List;

/**
 * A request as a page shows it, in words.
 *
 * @param forWhom whom the agent acts for; empty when for the reader
 * @param asks what it would have beyond what it has
 * @param goal why; empty when the agent doesn't say
 * @param state in words
 * @param by who decided; empty when nobody did
 * @param decided null when nobody did
 * @param note what they said about it; may be empty
 * @param page address of its page
 */
public record ApprovalCard(
        String agent,
        String forWhom,
        List<String> asks,
        String goal,
        boolean pending,
        String state,
        Moment requested,
        Moment expires,
        String by,
        Moment decided,
        String note,
        String page) {}
