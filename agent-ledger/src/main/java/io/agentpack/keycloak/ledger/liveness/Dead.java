package io.agentpack.keycloak.ledger.liveness;

import io.agentpack.keycloak.domain.revocation.CauseKind;

/**
 * The topmost run that is over, and what it died of.
 *
 * @param isRecorded whether the end is in the ledger already
 */
public record Dead(String runId, CauseKind cause, boolean isRecorded) implements Refused {
    static Dead noticed(String runId, CauseKind cause) {
        return new Dead(runId, cause, false);
    }

    static Dead recorded(String runId, CauseKind cause) {
        return new Dead(runId, cause, true);
    }
}
