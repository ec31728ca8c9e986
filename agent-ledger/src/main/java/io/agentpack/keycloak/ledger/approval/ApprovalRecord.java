package io.agentpack.keycloak.ledger.approval;

import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.domain.escalation.ApprovalStep;
import io.agentpack.keycloak.domain.escalation.Decider;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A request for more, as it is kept.
 *
 * @param runId the run that asked; of a backchannel authentication request, the run that may begin
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
 * @param codeHash by which the agent's code is found; empty where there is none
 * @param backchannelId by which Keycloak knows it, where it came as a backchannel authentication request (CIBA)
 * @param seal by which a later edit of the row shows, see {@link Seal}
 */
public record ApprovalRecord(
        String id,
        String realmId,
        Optional<String> codeHash,
        Optional<String> backchannelId,
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
        Optional<String> tokenId,
        Optional<String> seal) {

    /** How it stands now, whether or not anybody has written down that its time is up. */
    public ApprovalState stateAt(Instant now) {
        return state.at(!now.isBefore(expires));
    }

    /** The same request, for which the agent comes back with this code. */
    public ApprovalRecord answeredBy(DeferralCode code) {
        return with(row -> row.codeHash = code.hash());
    }

    /** The same request, to be decided by this approver. */
    public ApprovalRecord askedOf(String someone, Optional<String> userId) {
        return with(row -> {
            row.approver = someone;
            row.approverId = userId.orElse(null);
        });
    }

    /** The same request, granted and redeemed in one. */
    public ApprovalRecord granted(Decider by, Instant at) {
        return after(ApprovalStep.APPROVE, StepTaken.of(by, at)).after(ApprovalStep.REDEEM, StepTaken.of(by, at));
    }

    ApprovalRecord after(ApprovalStep step, StepTaken by) {
        return with(row -> {
            row.state = step.to().value();
            if (step == ApprovalStep.REDEEM) {
                row.redeemedAt = by.at().toEpochMilli();
            } else {
                row.decidedAt = by.at().toEpochMilli();
                row.decider = by.by().value();
                row.decidedBy = by.userId().orElse(null);
                row.note = by.note().orElse(null);
            }
        });
    }

    ApprovalRecord issued(String token) {
        return with(row -> row.tokenId = token);
    }

    ApprovalRecord sealed(String with) {
        return with(row -> row.seal = with);
    }

    private ApprovalRecord with(Consumer<ApprovalEntity> change) {
        ApprovalEntity row = ApprovalMapping.toRow(this);
        change.accept(row);
        return ApprovalMapping.toRecord(row);
    }
}
