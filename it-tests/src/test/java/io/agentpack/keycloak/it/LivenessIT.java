package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** After a stop every token of the whole tree is refused everywhere, at once, and for good. */
class LivenessIT {
    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private Human human;
    private Reply signedIn;
    private String parent;
    private String child;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "liveness")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
    }

    @BeforeEach
    void startTree() {
        String name = "human-" + System.nanoTime();
        human = new Human(realm.admin().users().create(name, "password"), name, "password");
        signedIn = realm.signIn(human, agentScope("planner"), CALENDAR_READ);
        parent =
                realm.tokens().exchange(planner).subject(signedIn.accessToken()).accessToken();
        child = realm.tokens().exchange(researcher).subject(parent).accessToken();
        assertAlive(parent);
        assertAlive(child);
    }

    @Test
    void whenTheHumanSignsOut() {
        realm.tokens().logout(realm.app(), signedIn.string("refresh_token")).expect(204);

        assertTreeDead();
        assertState("revoked", "cascaded", "logout");
    }

    @Test
    void whenTheAgentCompletesTheRun() {
        realm.runs(parent).complete(run(parent), "done").expect(204);

        assertTreeDead();
        assertState("completed", "cascaded", "completed");
    }

    @Test
    void whenTheAgentRevokesTheRun() {
        realm.runs(parent).revoke(run(parent)).expect(204);

        assertTreeDead();
        assertState("revoked", "cascaded", "agent_revoked");
    }

    @Test
    void whenAnAdministratorRevokesTheRun() {
        realm.admin().agents().revoke(run(parent), "looks wrong").expect(204);

        assertTreeDead();
        assertState("revoked", "cascaded", "admin_revoked");
        assertThat(realm.admin().agents().revoke(run(parent), "again").status()).isEqualTo(409);
    }

    @Test
    void whenThePersonStopsTheRun() {
        realm.runs(signedIn.accessToken()).revokeMine(run(parent)).expect(204);

        assertTreeDead();
        assertState("revoked", "cascaded", "human_revoked");
    }

    @Test
    void whenATokenOfTheRunIsRevoked() {
        realm.tokens().revoke(planner, parent).expect(200);

        assertTreeDead();
        assertState("revoked", "cascaded", "token_revoked");
    }

    @Test
    void whenTheHumansTokenIsRevoked() {
        realm.tokens().revoke(realm.app(), signedIn.accessToken()).expect(200);

        assertTreeDead();
        assertState("revoked", "cascaded", "subject_token_revoked");
    }

    @Test
    void whenAnAdministratorDeletesTheHumansSession() {
        realm.admin()
                .deleteSession(Tokens.claims(signedIn.accessToken()).path("sid").asText());

        assertTreeDead();
    }

    @Test
    void whenAnAdministratorDeletesTheRunsOwnSession() {
        realm.admin().deleteSession(run(parent));

        assertTreeDead();
    }

    @Test
    void whenAnAdministratorSignsTheHumanOut() {
        realm.admin().users().logout(human.id());

        assertTreeDead();
    }

    @Test
    void whenTheHumanIsDisabledAndStaysSoWhenEnabledAgain() {
        realm.admin().users().setEnabled(human.id(), false);
        realm.admin().users().setEnabled(human.id(), true);

        assertTreeDead();
    }

    @Test
    void whenTheHumanIsDeleted() {
        realm.admin().users().delete(human.id());

        assertDead(parent);
        assertDead(child);
    }

    @Test
    void onlyTheSubAgentsPartWhenTheSubAgentCompletes() {
        realm.runs(child).complete(run(child)).expect(204);

        assertDead(child);
        assertAlive(parent);
    }

    @Nested
    class Deadlines {
        @Test
        void atTheDeadlineOfTheParent() {
            parent = realm.tokens()
                    .exchange(planner)
                    .subject(signedIn.accessToken())
                    .run("max_duration", 3)
                    .accessToken();
            child = realm.tokens().exchange(researcher).subject(parent).accessToken();
            assertThat(Tokens.claims(child).path("exp").asLong())
                    .isLessThanOrEqualTo(Tokens.claims(parent).at("/run/exp").asLong());

            Eventually.get(
                    "end of the run",
                    Duration.ofSeconds(10),
                    () -> active(child) ? Optional.empty() : Optional.of(true));

            assertTreeDead();
            JsonNode row = realm.admin().agents().run(run(parent)).expect(200).body();
            assertThat(row.path("state").asText()).isEqualTo("expired");
        }
    }

    /** The child is asked about first: what stands above it is over. */
    @Test
    void whenTheParentsAgentGetsANotBefore() {
        realm.admin()
                .clients()
                .update("planner", Map.of("notBefore", Instant.now().getEpochSecond() + 1));
        try {
            assertDead(child);
            assertTreeDead();
        } finally {
            realm.admin().clients().update("planner", Map.of("notBefore", 0));
        }
    }

    @Nested
    class WhatAnAdministratorChanges {
        @Test
        void whenTheAgentIsDisabledEvenIfItIsEnabledAgain() {
            realm.admin().clients().disable("planner");
            realm.admin().clients().update("planner", Map.of("enabled", true));

            assertTreeDead();
        }

        @Test
        void whenTheAgentMovesToAnotherEnvironment() {
            realm.admin().clients().setAttributes("planner", Map.of("agent.environment", "staging"));
            realm.admin().clients().setAttributes("planner", Map.of("agent.environment", "development"));

            assertTreeDead();
        }

        @Test
        void whenTheAttesterIsDisabledEvenIfItIsEnabledAgain() {
            realm.admin()
                    .components()
                    .configure("acme", Map.of("enabled", List.of("false")))
                    .expect(204);
            boolean dead = !active(parent) && !active(child);
            realm.admin()
                    .components()
                    .configure("acme", Map.of("enabled", List.of("true")))
                    .expect(204);

            assertThat(dead).isTrue();
            assertTreeDead();
        }

        @Test
        void whenAllSessionsOfTheRealmAreEnded() {
            realm.admin().logoutAll();

            assertTreeDead();
        }
    }

    private void assertTreeDead() {
        assertDead(parent);
        assertDead(child);
        assertThat(realm.tokens().exchange(planner).subject(parent).send().error())
                .isEqualTo("invalid_grant");
        assertThat(realm.tokens().exchange(researcher).subject(parent).send().error())
                .isEqualTo("invalid_request");
        assertThat(realm.tokens().exchange(researcher).subject(child).send().error())
                .isEqualTo("invalid_grant");
    }

    private static void assertDead(String token) {
        Reply introspection =
                realm.tokens().introspect(realm.calendarApi(), token).expect(200);
        assertThat(introspection.text()).isEqualTo("{\"active\":false}");
        assertThat(realm.tokens().userinfo(token).status()).isEqualTo(401);
        assertThat(realm.adminApi(token).status()).isEqualTo(401);
        assertThat(realm.runs(token).get(run(token)).status()).isEqualTo(401);
    }

    private static void assertAlive(String token) {
        assertThat(active(token)).isTrue();
        assertThat(realm.tokens().userinfo(token).status()).isEqualTo(200);
        assertThat(realm.adminApi(token).status()).isEqualTo(403);
        assertThat(realm.runs(token).get(run(token)).status()).isEqualTo(200);
    }

    private void assertState(String ofParent, String ofChild, String cause) {
        JsonNode top = realm.admin().agents().run(run(parent)).expect(200).body();
        JsonNode below = realm.admin().agents().run(run(child)).expect(200).body();
        assertThat(top.path("state").asText()).isEqualTo(ofParent);
        assertThat(below.path("state").asText()).isEqualTo(ofChild);
        assertThat(top.path("cause").asText()).isEqualTo(cause);
        assertThat(below.path("cause_id")).isEqualTo(top.path("cause_id"));
    }

    private static boolean active(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
