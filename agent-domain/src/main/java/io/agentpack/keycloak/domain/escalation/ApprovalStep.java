package io.agentpack.keycloak.domain.escalation;

import static io.agentpack.keycloak.domain.escalation.ApprovalState.APPROVED;
import static io.agentpack.keycloak.domain.escalation.ApprovalState.CANCELLED;
import static io.agentpack.keycloak.domain.escalation.ApprovalState.EXPIRED;
import static io.agentpack.keycloak.domain.escalation.ApprovalState.PENDING;
import static io.agentpack.keycloak.domain.escalation.ApprovalState.REDEEMED;

import java.util.Optional;
import java.util.Set;

/**
 * Everything that can happen to a request for more: from which states, to which, and whether in time or late. Whoever stores requests must make each
 * step one atomic change that demands exactly this, so that of several at the same moment one wins (draft-ietf-oauth-deferred-token-response).
 */
public enum ApprovalStep {
    /** By an approver. */
    APPROVE(APPROVED, When.IN_TIME, PENDING),
    /** By an approver. */
    REFUSE(ApprovalState.REFUSED, When.IN_TIME, PENDING),
    /** By the agent (RFC 7009). What is approved and not yet delivered is then never delivered. */
    CANCEL(CANCELLED, When.IN_TIME, PENDING, APPROVED),
    /** The run that asked is over; so is what it asked for. */
    RUN_END(CANCELLED, When.ANY_TIME, PENDING, APPROVED),
    /** The agent comes for its token. Once. */
    REDEEM(REDEEMED, When.IN_TIME, APPROVED),
    /** Time is up. */
    LAPSE(EXPIRED, When.LATE, PENDING, APPROVED);

    /** When a step is possible, measured by the request's expiry. */
    public enum When {
        IN_TIME,
        LATE,
        ANY_TIME;

        boolean admits(boolean late) {
            return this == ANY_TIME || late == (this == LATE);
        }
    }

    private final ApprovalState to;
    private final When when;
    private final Set<ApprovalState> from;

    ApprovalStep(ApprovalState to, When when, ApprovalState... from) {
        this.to = to;
        this.when = when;
        this.from = Set.of(from);
    }

    public ApprovalState to() {
        return to;
    }

    public When when() {
        return when;
    }

    /** States as stored; never a final one. */
    public Set<ApprovalState> from() {
        return from;
    }

    /**
     * @param late whether the request has expired by now
     * @return the state after it; empty when the step is not possible, and nothing changes
     */
    public Optional<ApprovalState> apply(ApprovalState stored, boolean late) {
        return from.contains(stored) && when.admits(late) ? Optional.of(to) : Optional.empty();
    }
}
