package io.agentpack.keycloak.it.bench;

import java.net.http.HttpRequest;
import java.util.function.Supplier;

/**
 * A kind of request.
 *
 * @param most requests a second that it is prepared for at first
 * @param client makes what a single client thread sends in one round: called before the round, and asked for as many
 *     requests as it may send; all signatures are made there
 */
record Workload(String name, int most, Supplier<Supplier<HttpRequest>> client) {
    private static final int MOST = 1500;

    Workload(String name, Supplier<Supplier<HttpRequest>> client) {
        this(name, MOST, client);
    }
}
