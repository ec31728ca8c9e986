package io.agentpack.keycloak.it.kit.realm;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;

import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.admin.RealmAdmin;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import java.util.List;
import java.util.Map;

/** The clients of a test realm, and the scopes that lead from the one to the other. */
final class RealmClients {
    static final RegisteredClient APP = new RegisteredClient("app", "app-secret", "https://app.example.org/callback");
    static final RegisteredClient CONSENT_APP =
            new RegisteredClient("consent-app", null, "https://consent-app.example.org/callback");
    static final RegisteredClient CALENDAR_API = new RegisteredClient("calendar-api", "calendar-secret", null);
    static final RegisteredClient MAIL_API = new RegisteredClient("mail-api", "mail-secret", null);

    private static final List<String> API_SCOPES = List.of(CALENDAR_READ, CALENDAR_WRITE, MAIL_SEND);

    private final RealmAdmin admin;

    RealmClients(RealmAdmin admin) {
        this.admin = admin;
    }

    /** They start no flow; their secret is for introspection. */
    void createApis() {
        for (RegisteredClient api : List.of(CALENDAR_API, MAIL_API)) {
            Map<String, Object> client = representation(api);
            client.put("standardFlowEnabled", false);
            admin.clients().create(client);
        }
    }

    void createScopes() {
        admin.scopes().create(CALENDAR_READ, CALENDAR_API.clientId());
        admin.scopes().create(CALENDAR_WRITE, CALENDAR_API.clientId());
        admin.scopes().create(MAIL_SEND, MAIL_API.clientId());
    }

    void createApps() {
        Map<String, Object> app = representation(APP);
        app.put("directAccessGrantsEnabled", true);
        create(app);
        Map<String, Object> consentApp = representation(CONSENT_APP);
        consentApp.put("consentRequired", true);
        create(consentApp);
    }

    void createAgent(Map<String, Object> representation) {
        create(representation);
    }

    /** The pack has made the scope; that an app may ask for it is the administrator's choice. */
    void letAppsHandOverTo(String agent) {
        admin.clients().addOptionalScope(APP.clientId(), TestRealm.agentScope(agent));
        admin.clients().addOptionalScope(CONSENT_APP.clientId(), TestRealm.agentScope(agent));
    }

    private void create(Map<String, Object> client) {
        admin.clients().create(client);
        API_SCOPES.forEach(scope -> admin.clients().addOptionalScope((String) client.get("clientId"), scope));
    }

    private static Map<String, Object> representation(RegisteredClient client) {
        Map<String, Object> representation = Json.object(
                "clientId",
                client.clientId(),
                "name",
                client.clientId(),
                "publicClient",
                client.secret() == null,
                "directAccessGrantsEnabled",
                false);
        if (client.secret() != null) {
            representation.put("secret", client.secret());
        }
        if (client.redirectUri() != null) {
            representation.put("redirectUris", List.of(client.redirectUri()));
        }
        return representation;
    }
}
