/**
 * {@code mvn -Pbench verify}: what the pack costs, measured next to what Keycloak does itself: in the same server, realm and
 * run, with the same kinds of keys. Nothing is tuned; the figures are those of this machine on this day.
 */
package io.agentpack.keycloak.it.bench;
