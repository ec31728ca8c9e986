package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Carrier;

/**
 * Bearer evidence, as sent.
 *
 * @param carrier which kinds of evidence it can be
 * @param assertion value of the parameter {@code client_assertion}
 */
public record SentBearer(Carrier carrier, String assertion) {}
