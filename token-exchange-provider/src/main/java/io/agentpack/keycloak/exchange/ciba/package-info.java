/**
 * Keycloak's own CIBA for delegated agents: the agent, attested, asks Keycloak's backchannel authentication endpoint; the person decides on the page of
 * approvals, which is the authentication device; the agent polls Keycloak's grant and gets one token of a new run.
 */
package io.agentpack.keycloak.exchange.ciba;
