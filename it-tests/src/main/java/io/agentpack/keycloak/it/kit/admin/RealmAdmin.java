package io.agentpack.keycloak.it.kit.admin;

import io.agentpack.keycloak.it.kit.Reply;
import java.util.Map;

/** What an administrator does in one realm. */
public final class RealmAdmin {
    private final AdminApi api;
    private final String name;

    RealmAdmin(AdminApi api, String name) {
        this.api = api;
        this.name = name;
    }

    public Clients clients() {
        return new Clients(this);
    }

    public ClientScopes scopes() {
        return new ClientScopes(this);
    }

    public Users users() {
        return new Users(this);
    }

    public Components components() {
        return new Components(this);
    }

    public Events events() {
        return new Events(this);
    }

    /** The pack's own admin endpoints. */
    public AgentsAdmin agents() {
        return new AgentsAdmin(this);
    }

    public void update(Map<String, ?> changes) {
        put("", AdminApi.changed(get(""), changes)).expect(204);
    }

    public void createRole(String role) {
        post("/roles", Map.of("name", role)).expect(201);
    }

    public void deleteSession(String sessionId) {
        delete("/sessions/" + sessionId).expect(204);
    }

    /** "Sign out all active sessions". */
    public void logoutAll() {
        post("/logout-all", null).expect(200, 204);
    }

    public void pushNotBefore(long epochSecond) {
        update(Map.of("notBefore", epochSecond));
        post("/push-revocation", null).expect(200, 204);
    }

    public void deleteRealm() {
        delete("").expect(204);
    }

    /** {@code path} below {@code /admin/realms/<name>}. */
    public Reply get(String path) {
        return api.get(path(path));
    }

    public Reply post(String path, Object body) {
        return api.post(path(path), body);
    }

    public Reply put(String path, Object body) {
        return api.put(path(path), body);
    }

    public Reply delete(String path) {
        return api.delete(path(path));
    }

    /** Keycloak takes a list of what to delete in the body. */
    public Reply deleteWith(String path, Object body) {
        return api.send("DELETE", path(path), body);
    }

    private String path(String path) {
        return "/admin/realms/" + name + path;
    }
}
