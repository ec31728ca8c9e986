package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.exchange.page.Moment;
import java.util.List;

/**
 * Everything a person should know before they decide.
 *
 * @param chain who handed over to whom, if anybody did
 * @param has what the agent may do already
 * @param apis names of the APIs that its run got access to
 * @param lifetime in words: for how long it would have what it asks for
 * @param started when its run began; null when there is no run yet
 * @param until the deadline of its run; null when there is no run yet
 * @param done what it has done in this run, oldest first
 * @param outcome what became of an approval, in words; empty while nothing did
 */
public record WholeApproval(
        ApprovalCard card,
        String environment,
        List<String> chain,
        List<String> has,
        List<String> apis,
        String lifetime,
        Moment started,
        Moment until,
        List<Done> done,
        String outcome) {

    /** @param what in words; may hold text from outside */
    public record Done(String what, Moment at) {}
}
