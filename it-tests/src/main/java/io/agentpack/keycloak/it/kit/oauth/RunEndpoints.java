package io.agentpack.keycloak.it.kit.oauth;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import java.net.URI;

/** What the holder of a token may ask of runs (contract, section 6): an agent of its own, a human of theirs. */
public record RunEndpoints(URI issuer, String accessToken) {

    public Reply get(String runId) {
        return send("GET", "/runs/" + runId, null);
    }

    public Reply complete(String runId) {
        return send("POST", "/runs/" + runId + "/complete", null);
    }

    public Reply complete(String runId, String reason) {
        return send("POST", "/runs/" + runId + "/complete", Json.object("reason", reason));
    }

    public Reply revoke(String runId) {
        return send("POST", "/runs/" + runId + "/revoke", null);
    }

    /** The human's list. */
    public Reply mine() {
        return send("GET", "/my/runs", null);
    }

    /** The human stops one of theirs. */
    public Reply revokeMine(String runId) {
        return send("POST", "/my/runs/" + runId + "/revoke", null);
    }

    private Reply send(String method, String path, Object body) {
        return Http.bearer(method, URI.create(issuer + "/agents" + path), accessToken, body);
    }
}
