package io.agentpack.keycloak.it.kit.chromium;

import io.agentpack.keycloak.it.kit.admin.RealmAdmin;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Keycloak's admin console in a real browser, for one realm. Speaks as docs/set-up-an-agent.md does. */
public final class AdminConsole implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "pictures");

    private final Chromium chromium = Chromium.open(1280, 1000);
    private final KeycloakServer server;
    private final String realm;

    private AdminConsole(KeycloakServer server, String realm) {
        this.server = server;
        this.realm = realm;
    }

    /** Signed in as the server's administrator. */
    public static AdminConsole signIn(KeycloakServer server, String realm) {
        AdminConsole console = new AdminConsole(server, realm);
        console.visit("");
        console.chromium.type("Username or email", server.adminCredentials().username());
        console.chromium.type("Password", server.adminCredentials().password());
        console.chromium.press("Sign In");
        console.chromium.see("Manage realms");
        return console;
    }

    /** Realm settings > Keys > Add provider > agent-attester. */
    public void addAttester(String name, Map<String, String> fields) {
        visit("realm-settings/keys/providers");
        chromium.press("Add provider");
        chromium.press("agent-attester");
        chromium.type("Name", name);
        fields.forEach(chromium::type);
        photograph("console-attester");
        chromium.press("Save");
        chromium.see(name);
    }

    /** Clients > Create client, then its tab Credentials. */
    public void createAgent(String clientId, String name, String authority, Map<String, String> fields) {
        visit("clients/add-client");
        chromium.type("Client ID", clientId);
        chromium.type("Name", name);
        chromium.press("Next");
        chromium.switchOn("Client authentication");
        chromium.press("Next");
        chromium.press("Save");
        chromium.press("Credentials");
        chromium.choose("Client Authenticator", "Agent attestation");
        chromium.choose("Authority", authority);
        fields.forEach(chromium::type);
        photograph("console-agent");
        chromium.press("Save");
        chromium.press("Yes");
        chromium.see("Client successfully updated");
    }

    /** Client > Client scopes > Add client scope, as optional. */
    public void addOptionalScope(RealmAdmin admin, String clientId, String scope) {
        visit("clients/" + admin.clients().idOf(clientId) + "/clientScopes/setup");
        chromium.press("Add client scope");
        chromium.tick(scope);
        chromium.press("Add");
        chromium.press("Optional");
        chromium.see("Scope mapping updated");
    }

    /** What a field of the agent's tab Credentials holds after the page was read anew. */
    public String credentialsField(RealmAdmin admin, String clientId, String label) {
        visit("clients/" + admin.clients().idOf(clientId) + "/credentials");
        return chromium.held(label);
    }

    public void photograph(String name) {
        chromium.photograph(PICTURES.resolve(name + ".png"));
    }

    @Override
    public void close() {
        chromium.close();
    }

    private void visit(String page) {
        chromium.visit(URI.create("about:blank"));
        chromium.visit(server.url("/admin/master/console/#/" + realm + "/" + page));
    }
}
