package io.agentpack.keycloak.ledger.liveness;

/** A run is suspended: everything of it and under it is refused until somebody resumes it, and nothing is ended. */
public record Held(String runId) implements Refused {}
