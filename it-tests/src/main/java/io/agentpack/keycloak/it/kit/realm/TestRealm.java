package io.agentpack.keycloak.it.kit.realm;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.admin.AdminApi;
import io.agentpack.keycloak.it.kit.admin.RealmAdmin;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.MyApprovals;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.oauth.RunEndpoints;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.net.URI;

/**
 * A realm with two people, two apps, two APIs and the agents that a test asks for. Made by {@link TestRealmBuilder}.
 *
 * @param app may take people's passwords itself: the quick way to a human's token
 * @param consentApp public; asks for consent, works through the browser only
 * @param attester vouches for all agents of the realm
 */
public record TestRealm(
        KeycloakServer server,
        String name,
        RealmAdmin admin,
        TokenEndpoint tokens,
        Human alice,
        Human bob,
        RegisteredClient app,
        RegisteredClient consentApp,
        RegisteredClient calendarApi,
        RegisteredClient mailApi,
        Attester attester) {

    public static final String CALENDAR_READ = "calendar:read";
    public static final String CALENDAR_WRITE = "calendar:write";
    public static final String MAIL_SEND = "mail:send";

    public static TestRealmBuilder in(KeycloakServer server, String name) {
        return new TestRealmBuilder(server, name);
    }

    /** The scope by which a human hands authority to an agent (contract, section 2). */
    public static String agentScope(String clientId) {
        return "agent:" + clientId;
    }

    /** The same realm, asked through another node of the cluster. */
    public TestRealm on(KeycloakServer node) {
        return new TestRealm(
                node,
                name,
                AdminApi.of(node).realm(name),
                new TokenEndpoint(issuer(), node.url("/realms/" + name)),
                alice,
                bob,
                app,
                consentApp,
                calendarApi,
                mailApi,
                attester);
    }

    public URI issuer() {
        return tokens.issuer();
    }

    /** A new instance of the agent, attested, with a key of its own. */
    public AgentInstance instanceOf(String agentClientId) {
        return attester.instanceOf(agentClientId);
    }

    /** Signs the human in through {@link #app}: access, ID and refresh token. */
    public Reply signIn(Human human, String... scopes) {
        return tokens.password(human, app, withOpenid(scopes)).expect(200);
    }

    public String humanToken(Human human, String... scopes) {
        return signIn(human, scopes).accessToken();
    }

    public RunEndpoints runs(String accessToken) {
        return new RunEndpoints(tokens.url(""), accessToken);
    }

    public MyApprovals approvals(String accessToken) {
        return new MyApprovals(tokens.url(""), accessToken);
    }

    public Browser browser() {
        return new Browser(tokens);
    }

    /** Makes an API listen for signals; for the pack only. */
    public SignalReceiver receiverFor(RegisteredClient api) {
        SignalReceiver receiver = SignalReceiver.listen(issuer(), api.clientId());
        URI pushUrl = server.urlOfLocal(receiver.port(), SignalReceiver.PATH);
        admin.clients().makeReceiver(api.clientId(), pushUrl.toString(), "Bearer push-" + api.clientId());
        return receiver;
    }

    /** Keycloak's admin REST API, one of its own that take access tokens: 403 for a good token without rights, 401 for a bad one. */
    public Reply adminApi(String accessToken) {
        return Http.bearer("GET", server.url("/admin/realms/" + name + "/clients"), accessToken, null);
    }

    /** Keycloak's account REST API. */
    public Reply account(String accessToken) {
        return Http.bearer("GET", URI.create(issuer() + "/account/"), accessToken, null);
    }

    private static String[] withOpenid(String... scopes) {
        return ("openid " + String.join(" ", scopes)).strip().split(" ");
    }
}
