package io.agentpack.keycloak.it.kit.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Saved events, newest first. The precise reason of a refusal is only here (contract, section 8). */
public final class Events {
    private final RealmAdmin realm;

    Events(RealmAdmin realm) {
        this.realm = realm;
    }

    public List<JsonNode> ofType(String type) {
        return list("/events?max=1000&type=" + type);
    }

    public List<JsonNode> all() {
        return list("/events?max=1000");
    }

    /** The newest of all types. */
    public List<JsonNode> newest(int most) {
        return list("/events?max=" + most);
    }

    /** The newest event of this type. */
    public JsonNode last(String type) {
        return ofType(type).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no event " + type + ", but " + all()));
    }

    public void clear() {
        realm.delete("/events").expect(204);
    }

    private List<JsonNode> list(String path) {
        JsonNode events = realm.get(path).expect(200).body();
        return StreamSupport.stream(events.spliterator(), false).toList();
    }
}
