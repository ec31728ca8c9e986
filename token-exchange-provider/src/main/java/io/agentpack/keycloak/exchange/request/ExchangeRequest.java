package io.agentpack.keycloak.exchange.request;

import java.util.Optional;

/**
 * A token exchange request (RFC 8693 section 2.1), well formed but nothing verified.
 *
 * @param mayDefer whether the agent is ready to wait for an answer (draft-ietf-oauth-deferred-token-response)
 */
public record ExchangeRequest(
        String subjectToken, Optional<String> actorToken, TokenRequest wanted, boolean mayDefer) {}
