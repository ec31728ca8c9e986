package io.agentpack.keycloak.it.demo.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.admin.RealmAdmin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ids as people know them, learnt from the admin API. */
public record Names(Map<String, String> byId) {

    static Names of(RealmAdmin admin, List<String> usernames, List<String> agents) {
        Map<String, String> names = new LinkedHashMap<>();
        usernames.forEach(username -> names.put(admin.users().idOf(username), username));
        agents.forEach(agent -> names.put(admin.clients().serviceAccountIdOf(agent), agent));
        return new Names(names);
    }

    /** {@code alice → planner → researcher}: whom the token speaks for, and who acts, the last one last. */
    public String chain(JsonNode token) {
        List<String> chain = new ArrayList<>();
        for (JsonNode act = token.path("act"); act.isObject(); act = act.path("act")) {
            chain.add(0, act.path("client_id").asText());
        }
        chain.add(0, byId.getOrDefault(token.path("sub").asText(), "?"));
        return String.join(" → ", chain);
    }
}
