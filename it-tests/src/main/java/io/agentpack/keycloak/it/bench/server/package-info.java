/** What a measurement puts into the server besides the pack. It knows Keycloak, and nothing of the rest of this module. */
package io.agentpack.keycloak.it.bench.server;
