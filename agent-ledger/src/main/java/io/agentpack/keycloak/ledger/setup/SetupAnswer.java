package io.agentpack.keycloak.ledger.setup;

import java.util.List;

/**
 * What a call has changed, and how things stand now.
 *
 * @param done one sentence for each change; empty when there was nothing to do
 */
public record SetupAnswer(List<String> done, SetupState state) {}
