package io.agentpack.keycloak.exchange.approvals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import java.time.Instant;

/**
 * A request for more as JSON. Times are seconds since 1970, as in tokens.
 *
 * @param held scopes of the token that the agent has
 * @param scope what it asks for beyond that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApprovalView(
        String id,
        String state,
        String agent,
        String instance,
        String run,
        String subject,
        String environment,
        String approver,
        String scope,
        String held,
        String goal,
        long requested,
        @JsonProperty("exp") long expires,
        String decider,
        @JsonProperty("decided_by") String decidedBy,
        Long decided,
        String reason,
        Long redeemed,
        String jti,
        Boolean intact) {

    /** As an administrator sees it: also whether anybody has edited it in the database. */
    static ApprovalView of(ApprovalRecord request, Instant now, boolean intact) {
        return of(request, now, Boolean.valueOf(intact));
    }

    static ApprovalView of(ApprovalRecord request, Instant now) {
        return of(request, now, null);
    }

    private static ApprovalView of(ApprovalRecord request, Instant now, Boolean intact) {
        return new ApprovalView(
                request.id(),
                request.stateAt(now).value(),
                request.agent(),
                request.instance(),
                request.runId(),
                request.subjectId(),
                request.environment(),
                request.approver().orElse(null),
                request.asked(),
                request.held(),
                request.goal().orElse(null),
                request.requested().getEpochSecond(),
                request.expires().getEpochSecond(),
                request.decider().map(Decider::value).orElse(null),
                request.decidedBy().orElse(null),
                request.decided().map(Instant::getEpochSecond).orElse(null),
                request.note().orElse(null),
                request.redeemed().map(Instant::getEpochSecond).orElse(null),
                request.tokenId().orElse(null),
                intact);
    }
}
