package io.agentpack.keycloak.exchange.request;

import java.util.Optional;

/** A token exchange request (RFC 8693 section 2.1), well formed but nothing verified. */
public record ExchangeRequest(String subjectToken, Optional<String> actorToken, TokenRequest wanted) {}
