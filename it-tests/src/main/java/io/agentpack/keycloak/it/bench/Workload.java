package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import java.net.http.HttpRequest;
import java.util.function.Supplier;

/**
 * A kind of request.
 *
 * @param server that is asked
 * @param most requests a second that it is prepared for at first
 * @param client makes what a single client thread sends in one round: called before the round, and asked for as many
 *     requests as it may send; all signatures are made there
 */
record Workload(String name, KeycloakServer server, int most, Supplier<Supplier<HttpRequest>> client) {

    Workload named(String other) {
        return new Workload(other, server, most, client);
    }
}
