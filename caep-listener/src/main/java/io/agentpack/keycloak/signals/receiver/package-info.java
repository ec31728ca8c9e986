/** Clients that listen to signals, and the addresses that the server may push to. */
package io.agentpack.keycloak.signals.receiver;
