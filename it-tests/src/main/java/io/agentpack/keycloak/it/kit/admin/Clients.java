package io.agentpack.keycloak.it.kit.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import java.util.Map;

/** Clients by their client id. */
public final class Clients {
    private final RealmAdmin realm;

    Clients(RealmAdmin realm) {
        this.realm = realm;
    }

    public void create(Map<String, Object> representation) {
        tryCreate(representation).expect(201);
    }

    /** The answer as it came, for clients that Keycloak or the pack may refuse. */
    public Reply tryCreate(Map<String, Object> representation) {
        return realm.post("/clients", representation);
    }

    public JsonNode find(String clientId) {
        return realm.get("/clients?clientId=" + Http.encode(clientId))
                .expect(200)
                .body()
                .path(0);
    }

    /** Keycloak's own id of the client. */
    public String idOf(String clientId) {
        return find(clientId).required("id").asText();
    }

    public void update(String clientId, Map<String, ?> changes) {
        tryUpdate(clientId, changes).expect(204);
    }

    /** The answer as it came, for changes that Keycloak or the pack may refuse. */
    public Reply tryUpdate(String clientId, Map<String, ?> changes) {
        String path = path(clientId);
        return realm.put(path, AdminApi.changed(realm.get(path), changes));
    }

    /** Attributes not named here stay. */
    public void setAttributes(String clientId, Map<String, String> attributes) {
        update(clientId, Map.of("attributes", attributes));
    }

    public void disable(String clientId) {
        update(clientId, Map.of("enabled", false));
    }

    public void delete(String clientId) {
        realm.delete(path(clientId)).expect(204);
    }

    public void addOptionalScope(String clientId, String scope) {
        realm.put(path(clientId) + "/optional-client-scopes/" + realm.scopes().idOf(scope), null)
                .expect(204);
    }

    public void addDefaultScope(String clientId, String scope) {
        realm.put(path(clientId) + "/default-client-scopes/" + realm.scopes().idOf(scope), null)
                .expect(204);
    }

    public void addMapper(String clientId, Map<String, Object> mapper) {
        tryAddMapper(clientId, mapper).expect(201);
    }

    public Reply tryAddMapper(String clientId, Map<String, Object> mapper) {
        return realm.post(path(clientId) + "/protocol-mappers/models", mapper);
    }

    /** The user that an agent without a human acts as. */
    public String serviceAccountIdOf(String clientId) {
        return realm.get(path(clientId) + "/service-account-user").expect(200).string("id");
    }

    public JsonNode sessions(String clientId) {
        return realm.get(path(clientId) + "/user-sessions").expect(200).body();
    }

    /** The mapper that makes a client a receiver of signals (contract, section 7). */
    public void makeReceiver(String clientId, String pushUrl, String pushAuthorization) {
        addMapper(
                clientId,
                Json.object(
                        "name", "signals",
                        "protocol", "openid-connect",
                        "protocolMapper", "agent-signals-receiver",
                        "config", Json.object("push-url", pushUrl, "push-authorization", pushAuthorization)));
    }

    private String path(String clientId) {
        return "/clients/" + idOf(clientId);
    }
}
