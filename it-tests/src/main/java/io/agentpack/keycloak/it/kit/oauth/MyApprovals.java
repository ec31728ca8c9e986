package io.agentpack.keycloak.it.kit.oauth;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import java.net.URI;

/** What a person is asked to decide about agents (contract, section 9). */
public record MyApprovals(URI issuer, String accessToken) {

    public Reply list() {
        return send("GET", "", null);
    }

    public Reply get(String id) {
        return send("GET", "/" + id, null);
    }

    public Reply approve(String id) {
        return send("POST", "/" + id + "/approve", null);
    }

    public Reply approve(String id, String reason) {
        return send("POST", "/" + id + "/approve", Json.object("reason", reason));
    }

    public Reply refuse(String id, String reason) {
        return send("POST", "/" + id + "/refuse", Json.object("reason", reason));
    }

    public Reply send(String method, String path, Object body) {
        return Http.bearer(method, URI.create(issuer + "/agents/my/approvals" + path), accessToken, body);
    }
}
