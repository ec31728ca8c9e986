package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;

/** Something that runs hang on. */
record On(Hook hook, String value) {}
