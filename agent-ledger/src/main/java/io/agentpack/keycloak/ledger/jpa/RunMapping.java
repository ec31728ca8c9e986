package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.RecordedText;
import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.Optional;

/** Run to row, and row to record. */
final class RunMapping {
    private RunMapping() {}

    static RunEntity toRow(String realmId, Run run, String ownerId) {
        RunEntity row = new RunEntity();
        row.id = run.id();
        row.realmId = realmId;
        row.issuer = run.issuer();
        row.rootId = run.root();
        row.parentId = run.parent().orElse(null);
        row.depth = run.depth();
        row.agentUuid = run.agentUuid();
        row.agent = run.agent();
        row.authority = run.model().value();
        row.environment = run.environment().name();
        row.locality = run.locality().value();
        row.subjectId = run.subjectId();
        run.standsOn().ifPresent(grant -> {
            row.humanSessionId = grant.sessionId();
            row.subjectClientUuid = grant.clientUuid();
            row.subjectTokenId = grant.tokenId();
            row.consentScope = grant.consentScope().orElse(null);
        });
        row.owner = ownerId;
        row.chain = RecordedText.fitting(run.chain().toAuditText(), Refusal.CHAIN_TOO_DEEP, "the chain");
        row.attester = run.attester();
        row.instance = run.instance().id();
        row.goal = run.goal().orElse(null);
        row.scope = RecordedText.fitting(run.authority().scopes().toString(), Refusal.SCOPE_BEYOND, "the scope");
        row.startedAt = run.started().toEpochMilli();
        row.deadline = run.deadline().toEpochMilli();
        row.state = RunState.ACTIVE.value();
        return row;
    }

    static RunRecord toRecord(RunEntity row) {
        return record(
                row,
                RunState.of(row.state).orElseThrow(),
                Optional.ofNullable(row.endedAt),
                Optional.ofNullable(row.causeId),
                Optional.ofNullable(row.cause));
    }

    /** A run that is not recorded as over, under one that is. */
    static RunRecord toFallenRecord(RunEntity row, RunEntity above) {
        long fell = Math.min(row.deadline, above.endedAt);
        RunState state = fell < row.deadline ? RunState.CASCADED : RunState.EXPIRED;
        return record(
                row, state, Optional.of(fell), Optional.ofNullable(above.causeId), Optional.ofNullable(above.cause));
    }

    private static RunRecord record(
            RunEntity row, RunState state, Optional<Long> endedAt, Optional<String> causeId, Optional<String> cause) {
        return new RunRecord(
                row.id,
                row.rootId,
                Optional.ofNullable(row.parentId),
                row.depth,
                row.issuer,
                row.agentUuid,
                row.agent,
                row.authority,
                row.environment,
                row.locality,
                row.subjectId,
                row.owner,
                row.chain == null ? "" : row.chain, // Oracle keeps '' as null
                row.attester,
                row.instance,
                Optional.ofNullable(row.goal),
                row.scope == null ? "" : row.scope,
                Instant.ofEpochMilli(row.startedAt),
                Instant.ofEpochMilli(row.deadline),
                state,
                endedAt.map(Instant::ofEpochMilli),
                causeId,
                cause);
    }
}
