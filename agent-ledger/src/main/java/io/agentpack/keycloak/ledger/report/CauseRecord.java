package io.agentpack.keycloak.ledger.report;

import java.time.Instant;
import java.util.Optional;

/**
 * What ended a run.
 *
 * @param byUser id of the user who did it, where one did
 * @param note what they said about it
 */
public record CauseRecord(String id, String kind, Instant at, Optional<String> byUser, Optional<String> note) {}
