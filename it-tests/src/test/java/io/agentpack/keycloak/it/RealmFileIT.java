package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentpack.keycloak.it.kit.admin.AdminApi;
import io.agentpack.keycloak.it.kit.admin.RealmAdmin;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

/** A prepared realm goes into a JSON file and comes back as a working realm, without another setup call. */
class RealmFileIT {

    @Test
    void anExportedRealmWorksWhereItIsImported() {
        TestRealm realm = TestRealm.in(Keycloak.shared(), "exported")
                .agent(AgentSpec.delegated("planner"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.autonomous("scout", "bob"))
                .create();
        ObjectNode file = (ObjectNode) realm.admin()
                .post("/partial-export?exportClients=true&exportGroupsAndRoles=true", null)
                .expect(200)
                .body();

        AdminApi admin = AdminApi.of(realm.server());
        admin.post("/admin/realms", asAnother(file, "imported")).expect(201);
        RealmAdmin imported = admin.realm("imported");
        imported.users().create("bob", "bob-password");

        assertThat(imported.agents()
                        .setupState()
                        .expect(200)
                        .body()
                        .path("ready")
                        .asBoolean())
                .isTrue();
        for (String agent : new String[] {"planner", "researcher"}) {
            assertThat(imported.scopes().exists(TestRealm.agentScope(agent)))
                    .as(agent)
                    .isTrue();
        }
        TokenEndpoint tokens = new TokenEndpoint(realm.server().url("/realms/imported"));
        JsonNode token = Tokens.claims(tokens.clientCredentials(realm.instanceOf("scout"), CALENDAR_READ)
                .expect(200)
                .accessToken());
        assertThat(token.at("/run/authority").asText()).isEqualTo("autonomous");
        assertThat(token.path("iss").asText()).endsWith("/realms/imported");
    }

    /** Ids are the server's, not the realm's; private keys are never exported. */
    private static ObjectNode asAnother(ObjectNode file, String name) {
        withoutIds(file);
        file.put("realm", name);
        ArrayNode keys = (ArrayNode) file.at("/components/org.keycloak.keys.KeyProvider");
        for (Iterator<JsonNode> all = keys.iterator(); all.hasNext(); ) {
            if (!all.next().path("providerId").asText().equals("agent-attester")) {
                all.remove();
            }
        }
        return file;
    }

    private static void withoutIds(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("id");
            object.remove("containerId");
        }
        node.forEach(RealmFileIT::withoutIds);
    }
}
