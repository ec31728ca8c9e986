package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;

import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A realm with agents, and the people who look at its administrators' pages. */
record ManagedRealm(TestRealm realm, Human admin, Human viewer) {

    static ManagedRealm named(String name) {
        TestRealm realm = TestRealm.in(Keycloak.shared(), name)
                .setting("internationalizationEnabled", true)
                .setting("supportedLocales", List.of("en", "de"))
                .setting("defaultLocale", "en")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "2")
                        .with("agent.delegation.max-children", "200"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        return new ManagedRealm(
                realm, administrator(realm, "ada", "realm-admin"), administrator(realm, "vera", "view-clients"));
    }

    /** A person with one role of the client {@code realm-management}. */
    static Human administrator(TestRealm realm, String name, String role) {
        String id = realm.admin().users().create(name, "password");
        realm.admin().users().addClientRole(id, "realm-management", role);
        return new Human(id, name, "password");
    }

    /** @return the access token of a run of planner for alice, good for the calendar */
    String start(String goal) {
        return start(goal, CALENDAR_READ);
    }

    String start(String goal, String... scopes) {
        return start(realm.instanceOf("planner"), goal, scopes);
    }

    /** A run of an instance that its evidence calls so. */
    String startAs(String instance, String goal) {
        ClientAuthentication called = realm.instanceOf("planner")
                .presenting(attested -> attested.claim("client_instance_id", instance), UnaryOperator.identity());
        return start(called, goal, CALENDAR_READ);
    }

    private String start(ClientAuthentication planner, String goal, String... scopes) {
        String[] all = Stream.concat(Stream.of(agentScope("planner")), Stream.of(scopes))
                .toArray(String[]::new);
        return realm.tokens()
                .exchange(planner)
                .subject(realm.humanToken(realm.alice(), all))
                .run("goal", goal)
                .accessToken();
    }

    /** Researcher's runs under it. */
    void handOver(String token, int times) {
        var researcher = realm.instanceOf("researcher");
        for (int i = 0; i < times; i++) {
            realm.tokens().exchange(researcher).subject(token).accessToken();
        }
    }

    static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }

    boolean active(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .body()
                .path("active")
                .asBoolean();
    }

    /** @param rest what comes after the managed realm, with a slash */
    URI page(String rest) {
        return realm.tokens().url("/agents/manage/" + realm.name() + rest);
    }
}
