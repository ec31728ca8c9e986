package io.agentpack.keycloak.ledger.liveness;

import io.agentpack.keycloak.domain.revocation.CauseKind;

/** The topmost run that is over, and what it died of. */
public record Dead(String runId, CauseKind cause) implements Refused {}
