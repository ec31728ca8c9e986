package io.agentpack.keycloak.ledger.report;

import java.util.Optional;

/**
 * By whose permission a delegated tree runs, as recorded when it started.
 *
 * @param sessionId the person's session
 * @param clientUuid immutable id of the client that the person's token was issued to; of CIBA, where there is none, the agent's
 * @param tokenId {@code jti} of that token; of CIBA the id of the request, by which the approval is found
 * @param consentScope the scope in which the person agreed; empty when the token named the agent by {@code may_act}, or consent is implied
 */
public record GrantRecord(String sessionId, String clientUuid, String tokenId, Optional<String> consentScope) {}
