package io.agentpack.keycloak.it.refusals;

import io.agentpack.keycloak.it.kit.RawRequest;
import java.util.function.Supplier;

/**
 * A request that no HTTP client sends.
 *
 * @param error of the answer; empty when the server itself refuses it, before any of Keycloak or the pack sees it
 * @param reason part of the event's reason; an event is there whenever there is an error
 */
record WireRow(String name, Supplier<RawRequest> request, int status, String error, String reason) {
    static WireRow invalid(String name, Supplier<RawRequest> request, String reason) {
        return new WireRow(name, request, 400, "invalid_client_attestation", reason);
    }

    static WireRow byServer(String name, Supplier<RawRequest> request, int status) {
        return new WireRow(name, request, status, "", "");
    }
}
