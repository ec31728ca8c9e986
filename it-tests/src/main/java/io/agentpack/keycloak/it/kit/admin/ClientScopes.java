package io.agentpack.keycloak.it.kit.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Client scopes by their name. */
public final class ClientScopes {
    private final RealmAdmin realm;

    ClientScopes(RealmAdmin realm) {
        this.realm = realm;
    }

    /** A scope that puts these clients into the audience of the token. */
    public void create(String name, String... audiences) {
        create(Json.object(
                "name",
                name,
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "true", "display.on.consent.screen", "true"),
                "protocolMappers",
                List.of(audiences).stream().map(ClientScopes::audience).toList()));
    }

    public void create(Map<String, Object> representation) {
        realm.post("/client-scopes", representation).expect(201);
    }

    public JsonNode all() {
        return realm.get("/client-scopes").expect(200).body();
    }

    public boolean exists(String name) {
        return all().findValuesAsText("name").contains(name);
    }

    public String idOf(String name) {
        for (JsonNode scope : all()) {
            if (name.equals(scope.path("name").asText())) {
                return scope.get("id").asText();
            }
        }
        throw new IllegalStateException("no client scope " + name);
    }

    /** From then on only who has the role gets the scope. */
    public void mapRole(String scope, String realmRole) {
        JsonNode role = realm.get("/roles/" + realmRole).expect(200).body();
        realm.post("/client-scopes/" + idOf(scope) + "/scope-mappings/realm", List.of(role))
                .expect(204);
    }

    /** What people read about the scope when they are asked for their consent. */
    public void say(String name, String consentText) {
        String id = idOf(name);
        Reply present = realm.get("/client-scopes/" + id);
        Map<String, Object> attributes = new HashMap<>();
        present.body()
                .path("attributes")
                .fields()
                .forEachRemaining(
                        one -> attributes.put(one.getKey(), one.getValue().asText()));
        attributes.put("consent.screen.text", consentText);
        attributes.put("display.on.consent.screen", "true");
        realm.put("/client-scopes/" + id, AdminApi.changed(present, Map.of("attributes", attributes)))
                .expect(204);
    }

    public void delete(String name) {
        realm.delete("/client-scopes/" + idOf(name)).expect(204);
    }

    private static Map<String, Object> audience(String clientId) {
        return Json.object(
                "name",
                "audience " + clientId,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of(
                        "included.client.audience", clientId,
                        "access.token.claim", "true",
                        "introspection.token.claim", "true",
                        "id.token.claim", "false"));
    }
}
