package io.agentpack.keycloak.it.kit.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import java.util.List;
import java.util.Map;

/** People; by Keycloak's id of the user unless it says username. */
public final class Users {
    private final RealmAdmin realm;

    Users(RealmAdmin realm) {
        this.realm = realm;
    }

    /** With everything the default user profile asks for, so that a password grant works at once. */
    public String create(String username, String password) {
        return realm.post(
                        "/users",
                        Json.object(
                                "username",
                                username,
                                "enabled",
                                true,
                                "email",
                                username + "@example.org",
                                "emailVerified",
                                true,
                                "firstName",
                                username,
                                "lastName",
                                "Example",
                                "credentials",
                                List.of(Map.of("type", "password", "value", password, "temporary", false))))
                .createdId();
    }

    public String idOf(String username) {
        return realm.get("/users?exact=true&username=" + Http.encode(username))
                .expect(200)
                .body()
                .required(0)
                .get("id")
                .asText();
    }

    public void update(String id, Map<String, ?> changes) {
        realm.put("/users/" + id, AdminApi.changed(realm.get("/users/" + id), changes))
                .expect(204);
    }

    public void setEnabled(String id, boolean enabled) {
        update(id, Map.of("enabled", enabled));
    }

    public void delete(String id) {
        realm.delete("/users/" + id).expect(204);
    }

    public void addRealmRole(String id, String role) {
        JsonNode representation = realm.get("/roles/" + role).expect(200).body();
        realm.post("/users/" + id + "/role-mappings/realm", List.of(representation))
                .expect(204);
    }

    /** A role of one of the realm's clients, e.g. of {@code realm-management}. */
    public void addClientRole(String id, String clientId, String role) {
        String client = realm.clients().idOf(clientId);
        JsonNode representation =
                realm.get("/clients/" + client + "/roles/" + role).expect(200).body();
        realm.post("/users/" + id + "/role-mappings/clients/" + client, List.of(representation))
                .expect(204);
    }

    public JsonNode sessions(String id) {
        return realm.get("/users/" + id + "/sessions").expect(200).body();
    }

    /** Ends all sessions of the user. */
    public void logout(String id) {
        realm.post("/users/" + id + "/logout", null).expect(204);
    }

    public JsonNode consents(String id) {
        return realm.get("/users/" + id + "/consents").expect(200).body();
    }

    public Reply revokeConsent(String id, String clientId) {
        return realm.delete("/users/" + id + "/consents/" + clientId);
    }
}
