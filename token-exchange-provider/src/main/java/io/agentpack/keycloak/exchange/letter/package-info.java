/** E-mails to people about agents: who began to work for them, what somebody else stopped, and who no longer answers for an agent. */
package io.agentpack.keycloak.exchange.letter;
