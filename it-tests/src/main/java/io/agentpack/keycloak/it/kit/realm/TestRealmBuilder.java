package io.agentpack.keycloak.it.kit.realm;

import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.admin.AdminApi;
import io.agentpack.keycloak.it.kit.admin.RealmAdmin;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a {@link TestRealm} with the very REST calls that an administrator's console makes. */
public final class TestRealmBuilder {
    private final KeycloakServer server;
    private final String name;
    private final Map<String, Object> settings = Json.object();
    private final List<AgentSpec> agents = new ArrayList<>();
    private Attester attester = Attester.named("acme");

    TestRealmBuilder(KeycloakServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** A member of the realm's representation. */
    public TestRealmBuilder setting(String member, Object value) {
        settings.put(member, value);
        return this;
    }

    public TestRealmBuilder attester(Attester other) {
        attester = other;
        return this;
    }

    public TestRealmBuilder agent(AgentSpec agent) {
        agents.add(agent);
        return this;
    }

    /** Without agents it asks nothing of the pack, so that it works on a plain Keycloak, too. */
    public TestRealm create() {
        RealmAdmin admin = AdminApi.of(server).createRealm(representation());
        RealmClients clients = new RealmClients(admin);
        clients.createApis();
        clients.createScopes();
        clients.createApps();
        TestRealm realm = new TestRealm(
                server,
                name,
                admin,
                new TokenEndpoint(server.url("/realms/" + name)),
                human(admin, "alice"),
                human(admin, "bob"),
                RealmClients.APP,
                RealmClients.CONSENT_APP,
                RealmClients.CALENDAR_API,
                RealmClients.MAIL_API,
                attester);
        if (!agents.isEmpty()) {
            admit(admin, clients);
        }
        return realm;
    }

    private void admit(RealmAdmin admin, RealmClients clients) {
        admin.components().create(attester.component()).expect(201);
        agents.forEach(agent -> clients.createAgent(agent.representation(attester.name())));
        admin.agents().setup().expect(200, 201);
        agents.stream().filter(AgentSpec::isDelegated).forEach(agent -> clients.letAppsHandOverTo(agent.clientId()));
    }

    private Map<String, Object> representation() {
        Map<String, Object> realm = Json.object(
                "realm", name,
                "enabled", true,
                "eventsEnabled", true,
                "adminEventsEnabled", true,
                "adminEventsDetailsEnabled", true);
        realm.putAll(settings);
        return realm;
    }

    private static Human human(RealmAdmin admin, String username) {
        String password = username + "-password";
        return new Human(admin.users().create(username, password), username, password);
    }
}
