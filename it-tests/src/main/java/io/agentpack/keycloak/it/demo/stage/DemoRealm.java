package io.agentpack.keycloak.it.demo.stage;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.admin.AdminApi;
import io.agentpack.keycloak.it.kit.admin.RealmAdmin;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The realm that the story plays in, from {@code demo/realm.json}. Every run has its own passwords. */
record DemoRealm(AdminApi api, Map<String, String> passwords) {
    static final String NAME = "demo";
    private static final String REDIRECT = "https://assistant.example.org/callback";

    static DemoRealm withFreshPasswords(KeycloakServer server) {
        return new DemoRealm(AdminApi.of(server), Map.of("alice", secret(), "bob", secret()));
    }

    static String secret() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    Reply importWith(Map<String, String> settings) {
        Map<String, String> values = new HashMap<>(settings);
        values.put("assistant.redirect", REDIRECT);
        passwords.forEach((username, password) -> values.put(username + ".password", password));
        return api.post("/admin/realms", new RealmFile("/demo/realm.json").filledWith(values))
                .expect(201);
    }

    RealmAdmin admin() {
        return api.realm(NAME);
    }

    Human human(String username) {
        return new Human(admin().users().idOf(username), username, passwords.get(username));
    }

    RegisteredClient assistant() {
        return new RegisteredClient("assistant", null, REDIRECT);
    }
}
