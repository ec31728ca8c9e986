package io.agentpack.keycloak.domain.chain;

/**
 * An agent as it appears in {@code act} (RFC 8693 section 4.1).
 *
 * @param issuer the realm that knows it
 * @param subject id of its service account: unlike the client id never reused
 * @param clientId its client id, for people
 */
public record Actor(String issuer, String subject, String clientId) {}
