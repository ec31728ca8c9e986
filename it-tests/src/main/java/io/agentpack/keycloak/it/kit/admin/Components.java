package io.agentpack.keycloak.it.kit.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import java.util.List;
import java.util.Map;

/** Components by their name; e.g. attesters, which are key providers. */
public final class Components {
    private final RealmAdmin realm;

    Components(RealmAdmin realm) {
        this.realm = realm;
    }

    /** The answer as it came: the pack refuses wrong settings. */
    public Reply create(Map<String, Object> representation) {
        return realm.post("/components", representation);
    }

    public JsonNode find(String name) {
        return realm.get("/components?name=" + name).expect(200).body().required(0);
    }

    /** Settings not named here stay. */
    public Reply configure(String name, Map<String, List<String>> changes) {
        JsonNode component = find(name);
        Map<String, Object> config = Json.object();
        component.get("config").properties().forEach(setting -> config.put(setting.getKey(), setting.getValue()));
        config.putAll(changes);
        String path = "/components/" + component.get("id").asText();
        return realm.put(path, AdminApi.changed(realm.get(path), Map.of("config", config)));
    }

    public void delete(String name) {
        realm.delete("/components/" + find(name).get("id").asText()).expect(204);
    }
}
