package io.agentpack.keycloak.it.kit.admin;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;

/** The pack's admin endpoints (contract, sections 2 and 6); answers as they came. */
public final class AgentsAdmin {
    private final RealmAdmin realm;

    AgentsAdmin(RealmAdmin realm) {
        this.realm = realm;
    }

    public Reply setup() {
        return realm.post("/agents/setup", null);
    }

    public Reply setupState() {
        return realm.get("/agents/setup");
    }

    public Reply undoSetup() {
        return realm.delete("/agents/setup");
    }

    public Reply agents() {
        return realm.get("/agents");
    }

    /** {@code query}: e.g. {@code owner=bob}. */
    public Reply agents(String query) {
        return realm.get("/agents?" + query);
    }

    /** {@code query}: e.g. {@code state=active&client=planner}. */
    public Reply runs(String query) {
        return realm.get("/agents/runs?" + query);
    }

    public Reply run(String id) {
        return realm.get("/agents/runs/" + id);
    }

    public Reply tree(String id) {
        return realm.get("/agents/runs/" + id + "/tree");
    }

    public Reply impact(String id) {
        return realm.get("/agents/runs/" + id + "/impact");
    }

    public Reply deliveries(String id) {
        return realm.get("/agents/runs/" + id + "/deliveries");
    }

    public Reply revoke(String id, String reason) {
        return realm.post("/agents/runs/" + id + "/revoke", Json.object("reason", reason));
    }

    public Reply suspend(String id) {
        return realm.post("/agents/runs/" + id + "/suspend", null);
    }

    public Reply resume(String id) {
        return realm.post("/agents/runs/" + id + "/resume", null);
    }

    public Reply stopClient(String clientId) {
        return realm.post("/agents/clients/" + clientId + "/stop", null);
    }

    public Reply stopUser(String userId) {
        return realm.post("/agents/users/" + userId + "/stop", null);
    }

    /** {@code kind}: clients, users, environments or attesters. */
    public Reply stop(String kind, String name, String reason) {
        return realm.post("/agents/" + kind + "/" + name + "/stop", Json.object("reason", reason));
    }

    public Reply impactOf(String kind, String name) {
        return realm.get("/agents/" + kind + "/" + name + "/impact");
    }

    public Reply retryDeliveries(String id) {
        return realm.post("/agents/runs/" + id + "/deliveries/retry", null);
    }

    public Reply lineage(String jti) {
        return realm.get("/agents/lineage?jti=" + Http.encode(jti));
    }
}
