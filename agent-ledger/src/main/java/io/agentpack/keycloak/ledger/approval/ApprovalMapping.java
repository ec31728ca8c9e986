package io.agentpack.keycloak.ledger.approval;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.ledger.RecordedText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Between rows and records. */
final class ApprovalMapping {
    private ApprovalMapping() {}

    static ApprovalEntity toRow(ApprovalRecord record) {
        ApprovalEntity row = new ApprovalEntity();
        row.id = record.id();
        row.realmId = record.realmId();
        row.codeHash = record.codeHash().orElse(null);
        row.runId = record.runId();
        row.agentUuid = record.agentUuid();
        row.agent = record.agent();
        row.instance = record.instance();
        row.instanceKey = record.instanceKey();
        row.subjectId = record.subjectId();
        row.environment = record.environment();
        row.approver = record.approver().orElse(null);
        row.approverId = record.approverId().orElse(null);
        row.held = RecordedText.fitting(record.held(), Refusal.SCOPE_BEYOND, "the scope held");
        row.asked = RecordedText.fitting(record.asked(), Refusal.SCOPE_BEYOND, "the scope asked for");
        row.goal = record.goal().orElse(null);
        row.request = record.request();
        row.state = record.state().value();
        row.requestedAt = record.requested().toEpochMilli();
        row.expiresAt = record.expires().toEpochMilli();
        row.polledAt = millis(record.polled());
        row.pollSeconds = (int) record.interval().toSeconds();
        row.decider = record.decider().map(Decider::value).orElse(null);
        row.decidedBy = record.decidedBy().orElse(null);
        row.decidedAt = millis(record.decided());
        row.note = record.note().orElse(null);
        row.redeemedAt = millis(record.redeemed());
        row.tokenId = record.tokenId().orElse(null);
        row.backchannelId = record.backchannelId().orElse(null);
        row.seal = record.seal().orElse(null);
        return row;
    }

    static ApprovalRecord toRecord(ApprovalEntity row) {
        return new ApprovalRecord(
                row.id,
                row.realmId,
                Optional.ofNullable(row.codeHash),
                Optional.ofNullable(row.backchannelId),
                row.runId,
                row.agentUuid,
                row.agent,
                row.instance,
                row.instanceKey,
                row.subjectId,
                row.environment,
                Optional.ofNullable(row.approver),
                Optional.ofNullable(row.approverId),
                row.held == null ? "" : row.held, // some databases make nothing of an empty text
                row.asked,
                Optional.ofNullable(row.goal),
                row.request,
                ApprovalState.of(row.state).orElseThrow(),
                Instant.ofEpochMilli(row.requestedAt),
                Instant.ofEpochMilli(row.expiresAt),
                instant(row.polledAt),
                Duration.ofSeconds(row.pollSeconds),
                Optional.ofNullable(row.decider).flatMap(Decider::of),
                Optional.ofNullable(row.decidedBy),
                instant(row.decidedAt),
                Optional.ofNullable(row.note),
                instant(row.redeemedAt),
                Optional.ofNullable(row.tokenId),
                Optional.ofNullable(row.seal));
    }

    private static Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    private static Optional<Instant> instant(Long millis) {
        return Optional.ofNullable(millis).map(Instant::ofEpochMilli);
    }
}
