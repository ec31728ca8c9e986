package io.agentpack.keycloak.it;

import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.chromium.Chromium;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import java.net.URI;

/** A person at "My agents", and what runs for them. */
record AtMyAgents(TestRealm realm, Human human) {

    /** Somebody for whom nothing runs yet. */
    static AtMyAgents newcomer(TestRealm realm) {
        String name = "person-" + System.nanoTime();
        return new AtMyAgents(realm, new Human(realm.admin().users().create(name, "password"), name, "password"));
    }

    URI page(String rest) {
        return realm.tokens().url("/agents/my" + rest);
    }

    /** @return an access token of the new run */
    String start(String agent, String goal, String... scopes) {
        return realm.tokens()
                .exchange(realm.instanceOf(agent))
                .subject(realm.humanToken(human, with(TestRealm.agentScope(agent), scopes)))
                .run("goal", goal)
                .accessToken();
    }

    /** @return an access token of the run that was passed on */
    String passOn(String token, String agent) {
        return realm.tokens().exchange(realm.instanceOf(agent)).subject(token).accessToken();
    }

    /** Says yes to the agent in an app that asks. */
    String consent(String agent, String... scopes) {
        Browser browser = realm.browser();
        browser.authorize(realm.consentApp(), with("openid", with(TestRealm.agentScope(agent), scopes)));
        browser.signIn(human);
        browser.accept();
        return realm.tokens()
                .exchange(realm.instanceOf(agent))
                .subject(browser.tokens().accessToken())
                .accessToken();
    }

    void signIn(Chromium chromium) {
        chromium.forgetEverybody();
        chromium.visit(page(""));
        chromium.type("Username or email", human.username());
        chromium.type("Password", human.password());
        chromium.press("Sign In");
        chromium.see("My agents");
    }

    boolean isActive(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }

    private static String[] with(String one, String... more) {
        String[] all = new String[more.length + 1];
        all[0] = one;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }
}
