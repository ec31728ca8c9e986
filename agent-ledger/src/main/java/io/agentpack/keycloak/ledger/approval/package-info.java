/** Requests of agents for more than their run holds: kept from the asking to the token, every change one conditional update. */
package io.agentpack.keycloak.ledger.approval;
