package io.agentpack.keycloak.ledger.cascade;

/** A cause of which something is left to do. */
public record OpenCause(String realmId, String causeId) {}
