/** Where people decide what an agent may have beyond its run, and where administrators see what was decided. */
package io.agentpack.keycloak.exchange.approvals;
