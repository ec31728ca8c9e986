package io.agentpack.keycloak.ledger.outbox;

/**
 * Who is to hear of something.
 *
 * @param clientUuid immutable id of the receiver's client
 */
public record Receiver(String realmId, String clientUuid) {}
