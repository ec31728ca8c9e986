package io.agentpack.keycloak.signals.delivery;

import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param body the beginning of it, of a 400 only
 */
record Answer(int status, String body, Optional<String> retryAfter) {}
