/** Preparing a realm for agents, as others than the module that does it see it. */
package io.agentpack.keycloak.ledger.setup;
