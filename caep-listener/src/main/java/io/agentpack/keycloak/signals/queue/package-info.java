/** Who must be told that a run ended, and what: written in the transaction that ends it. */
package io.agentpack.keycloak.signals.queue;
