package io.agentpack.keycloak.ledger.approval;

import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.domain.escalation.Decider;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request for more, as it is kept.
 *
 * @param runId the run that asked; of a hand-over, the run that is handed over
 * @param agentUuid immutable id of the client that asked and that alone may come for the token
 * @param instanceKey thumbprint of the key that alone may come for the token
 * @param approver as in {@code agent.approvers}; empty when the policy granted it
 * @param approverId the user who decides, where it is one user
 * @param held scopes of the token that was handed in
 * @param asked scopes that go beyond it
 * @param request what the token endpoint needs to go on later, in its own words; holds no token
 * @param interval how long the agent must wait between two polls now
 * @param decidedBy id of the user who decided, where a user did
 * @param note what the approver said about it
 * @param tokenId {@code jti} of the one token that came of it
 */
public record ApprovalRecord(
        String id,
        String realmId,
        String runId,
        String agentUuid,
        String agent,
        String instance,
        String instanceKey,
        String subjectId,
        String environment,
        Optional<String> approver,
        Optional<String> approverId,
        String held,
        String asked,
        Optional<String> goal,
        String request,
        ApprovalState state,
        Instant requested,
        Instant expires,
        Optional<Instant> polled,
        Duration interval,
        Optional<Decider> decider,
        Optional<String> decidedBy,
        Optional<Instant> decided,
        Optional<String> note,
        Optional<Instant> redeemed,
        Optional<String> tokenId) {

    /** How it stands now, whether or not anybody has written down that its time is up. */
    public ApprovalState stateAt(Instant now) {
        return state.at(!now.isBefore(expires));
    }

    /** The same request, to be decided by this approver. */
    public ApprovalRecord askedOf(String someone, Optional<String> userId) {
        return new ApprovalRecord(
                id,
                realmId,
                runId,
                agentUuid,
                agent,
                instance,
                instanceKey,
                subjectId,
                environment,
                Optional.of(someone),
                userId,
                held,
                asked,
                goal,
                request,
                state,
                requested,
                expires,
                polled,
                interval,
                decider,
                decidedBy,
                decided,
                note,
                redeemed,
                tokenId);
    }

    /** The same request, granted and redeemed in one. */
    public ApprovalRecord granted(Decider by, Instant at) {
        return new ApprovalRecord(
                id,
                realmId,
                runId,
                agentUuid,
                agent,
                instance,
                instanceKey,
                subjectId,
                environment,
                approver,
                approverId,
                held,
                asked,
                goal,
                request,
                ApprovalState.REDEEMED,
                requested,
                expires,
                polled,
                interval,
                Optional.of(by),
                decidedBy,
                Optional.of(at),
                note,
                Optional.of(at),
                tokenId);
    }
}
