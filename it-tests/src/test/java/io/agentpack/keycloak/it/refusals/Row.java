package io.agentpack.keycloak.it.refusals;

import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;

/**
 * One line of a table: evidence that must not get anybody in.
 *
 * @param evidence wrong in one point
 * @param error of the answer (contract, section 8)
 * @param event what the event names as its error
 * @param reason part of the event's precise reason
 */
record Row(String name, ClientAuthentication evidence, int status, String error, String event, String reason) {
    private static final String DPOP = "invalid_dpop_proof";

    static Row invalid(String name, ClientAuthentication evidence, String reason) {
        return of(name, evidence, 400, "invalid_client_attestation", reason);
    }

    static Row stale(String name, ClientAuthentication evidence, String reason) {
        return of(name, evidence, 400, "use_fresh_attestation", reason);
    }

    static Row dpop(String name, ClientAuthentication evidence, String reason) {
        return of(name, evidence, 400, DPOP, reason);
    }

    static Row challenge(String name, ClientAuthentication evidence, String reason) {
        return of(name, evidence, 400, "use_attestation_challenge", reason);
    }

    static Row missing(String name, ClientAuthentication evidence) {
        return of(name, evidence, 401, "invalid_client", "no client attestation in the request");
    }

    /** Who is named is no agent that could be asked for evidence: Keycloak's own answer and event. */
    static Row nobody(String name, ClientAuthentication evidence, String event) {
        String error = event.equals("invalid_client_credentials") ? "unauthorized_client" : "invalid_client";
        return new Row(name, evidence, 401, error, event, "");
    }

    private static Row of(String name, ClientAuthentication evidence, int status, String error, String reason) {
        return new Row(name, evidence, status, error, error, reason);
    }
}
