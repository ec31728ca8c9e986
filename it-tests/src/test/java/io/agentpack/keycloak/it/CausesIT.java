package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What ends runs besides the causes of {@link LivenessIT}: each is recorded and refused at once, and undoing it brings nothing back. */
class CausesIT {
    private static final String RIGHT = "expenses-approve";

    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private Human human;
    private Reply signedIn;
    private String parent;
    private String child;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "causes")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
        realm.admin().createRole(RIGHT);
    }

    @BeforeEach
    void startTree() {
        String name = "human-" + System.nanoTime();
        human = new Human(realm.admin().users().create(name, "password"), name, "password");
        realm.admin().users().addRealmRole(human.id(), RIGHT);
        signedIn = realm.signIn(human, agentScope("planner"), CALENDAR_READ);
        startOn(signedIn.accessToken());
    }

    private void startOn(String humanToken) {
        parent = realm.tokens().exchange(planner).subject(humanToken).accessToken();
        child = realm.tokens()
                .exchange(realm.instanceOf("researcher"))
                .subject(parent)
                .accessToken();
        assertThat(active(child)).isTrue();
    }

    @Nested
    class OfThePerson {
        @Test
        void theySignTheSessionOutInTheAccountConsole() {
            account("DELETE", "/sessions/" + sid(signedIn.accessToken()), null).expect(204);

            assertEnded("logout");
        }

        @Test
        void theySignTheRunItselfOutInTheAccountConsole() {
            account("DELETE", "/sessions/" + run(parent), null).expect(204);

            assertEnded("human_revoked");
        }

        @Test
        void theAppGivesItsRefreshTokenBack() {
            realm.tokens().revoke(realm.app(), signedIn.string("refresh_token")).expect(200);

            assertEnded("subject_token_revoked");
        }

        @Test
        void theyTakeTheAgentOutOfTheConsent() {
            Browser browser = consent();
            String token = browser.tokens().accessToken();
            startOn(token);

            account(
                            "PUT",
                            "/applications/" + realm.consentApp().clientId() + "/consent",
                            Json.object(
                                    "grantedScopes",
                                    List.of(Json.object(
                                            "id", realm.admin().scopes().idOf(CALENDAR_READ)))))
                    .expect(200);

            assertEnded("consent_withdrawn");
            // The app is still signed in, and its token still says that the agent may.
            new Watched(realm).refuses(400, "actor_unauthorized", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                    .exchange(planner)
                    .subject(token)
                    .send());
        }

        @Test
        void theyWithdrawTheConsent() {
            Browser browser = consent();
            startOn(browser.tokens().accessToken());

            account("DELETE", "/applications/" + realm.consentApp().clientId() + "/consent", null)
                    .expect(204);

            assertEnded("consent_withdrawn");
        }

        private Browser consent() {
            Browser browser = realm.browser();
            browser.authorize(realm.consentApp(), "openid", agentScope("planner"), CALENDAR_READ);
            browser.signIn(human);
            browser.accept();
            return browser;
        }

        private Reply account(String method, String path, Object body) {
            String token = realm.humanToken(human);
            return Http.bearer(method, URI.create(realm.issuer() + "/account" + path), token, body);
        }
    }

    @Nested
    class OfTheirRights {
        @Test
        void aRoleThatTheRunHoldsIsTakenAway() {
            assertThat(Tokens.claims(parent).at("/realm_access/roles").toString())
                    .contains(RIGHT);
            JsonNode role = realm.admin().get("/roles/" + RIGHT).body();

            realm.admin()
                    .deleteWith("/users/" + human.id() + "/role-mappings/realm", List.of(role))
                    .expect(204);

            assertEnded("rights_lost");
        }

        @Test
        void theyLeaveTheGroupThatGaveThemARole() {
            String group = realm.admin()
                    .post("/groups", Map.of("name", "auditors-" + human.username()))
                    .createdId();
            realm.admin().createRole("audit-" + human.username());
            JsonNode role =
                    realm.admin().get("/roles/audit-" + human.username()).body();
            realm.admin()
                    .post("/groups/" + group + "/role-mappings/realm", List.of(role))
                    .expect(204);
            String membership = "/users/" + human.id() + "/groups/" + group;
            realm.admin().put(membership, null).expect(204);
            startOn(realm.humanToken(human, agentScope("planner"), CALENDAR_READ));

            realm.admin().delete(membership).expect(204);

            assertEnded("rights_lost");
        }

        @Test
        void aChangedPasswordEndsNothing() {
            realm.admin()
                    .put(
                            "/users/" + human.id() + "/reset-password",
                            Map.of("type", "password", "value", "another", "temporary", false))
                    .expect(204);

            assertThat(active(child)).isTrue();
        }

        @Test
        void aRoleThatItDoesNotHoldIsTakenAway() {
            realm.admin().createRole("unrelated-" + human.username());
            realm.admin().users().addRealmRole(human.id(), "unrelated-" + human.username());
            JsonNode role =
                    realm.admin().get("/roles/unrelated-" + human.username()).body();

            realm.admin()
                    .deleteWith("/users/" + human.id() + "/role-mappings/realm", List.of(role))
                    .expect(204);

            assertThat(active(child)).isTrue();
        }
    }

    @Nested
    class OfTheAgent {
        private AgentSpec spec;

        /** An agent of its own, so that what is done to it hurts no other test. */
        @BeforeEach
        void startWithItsOwnAgent() {
            spec = AgentSpec.delegated("own-" + System.nanoTime())
                    .with("agent.delegates", "researcher")
                    .with("agent.delegation.max-depth", "1");
            realm.admin().clients().create(Agents.representation(spec, "acme"));
            realm.admin().clients().addOptionalScope(spec.clientId(), CALENDAR_READ);
            realm.admin().clients().addOptionalScope(realm.app().clientId(), agentScope(spec.clientId()));
            String token = realm.humanToken(human, agentScope(spec.clientId()), CALENDAR_READ);
            parent = realm.tokens()
                    .exchange(realm.instanceOf(spec.clientId()))
                    .subject(token)
                    .accessToken();
            child = realm.tokens()
                    .exchange(realm.instanceOf("researcher"))
                    .subject(parent)
                    .accessToken();
            assertThat(active(child)).isTrue();
        }

        @Test
        void itIsDeleted() {
            realm.admin().clients().delete(spec.clientId());

            assertEnded("agent_disabled");
        }

        @Test
        void itIsOverwrittenByAPartialImport() {
            JsonNode client = realm.admin().clients().find(spec.clientId());

            realm.admin()
                    .post("/partialImport", Json.object("ifResourceExists", "OVERWRITE", "clients", List.of(client)))
                    .expect(200);

            assertEnded("agent_disabled");
        }

        @Test
        void itsAuthorityIsChanged() {
            realm.admin()
                    .clients()
                    .setAttributes(spec.clientId(), Map.of("agent.authority", "bounded", "agent.owner", "bob"));

            assertEnded("agent_changed");
        }

        @Test
        void itsAuthorityIsChangedToTheOtherWithoutAHuman() {
            realm.admin()
                    .clients()
                    .setAttributes(spec.clientId(), Map.of("agent.authority", "bounded", "agent.owner", "bob"));
            parent = realm.tokens()
                    .clientCredentials(realm.instanceOf(spec.clientId()), CALENDAR_READ)
                    .accessToken();
            assertThat(active(parent)).isTrue();

            realm.admin().clients().setAttributes(spec.clientId(), Map.of("agent.authority", "autonomous"));

            assertThat(active(parent)).isFalse();
            assertThat(realm.admin().agents().run(run(parent)).expect(200).string("cause"))
                    .isEqualTo("agent_changed");
        }

        @Test
        void itIsNoAgentAnyMore() {
            realm.admin().clients().update(spec.clientId(), Map.of("clientAuthenticatorType", "client-secret"));

            assertEnded("agent_changed");
        }

        @Test
        void aNotBeforeIsSetForIt() {
            realm.admin()
                    .clients()
                    .update(spec.clientId(), Map.of("notBefore", Instant.now().getEpochSecond() + 1));

            assertEnded("agent_disabled");
        }

        @Test
        void itsServiceAccountIsDisabled() {
            String account = realm.admin().clients().serviceAccountIdOf(spec.clientId());
            realm.admin().users().setEnabled(account, false);
            realm.admin().users().setEnabled(account, true);

            assertEnded("agent_disabled");
        }

        @Test
        void itsAttesterIsTakenFromIt() {
            realm.admin().clients().setAttributes(spec.clientId(), Map.of("agent.attesters", "other"));
            realm.admin().clients().setAttributes(spec.clientId(), Map.of("agent.attesters", "acme"));

            assertEnded("agent_changed");
        }
    }

    @Nested
    class OfTheRealm {
        @Test
        void aNotBeforeIsPushed() {
            realm.admin().pushNotBefore(Instant.now().getEpochSecond() + 1);
            realm.admin().update(Map.of("notBefore", 0));

            assertEnded("realm_logout");
        }

        @Test
        void itIsDisabledAndEnabledAgain() {
            realm.admin().update(Map.of("enabled", false));
            realm.admin().update(Map.of("enabled", true));

            assertEnded("realm_logout");
        }

        @Test
        void theAppIsDisabledAndEnabledAgain() {
            realm.admin().clients().disable(realm.app().clientId());
            realm.admin().clients().update(realm.app().clientId(), Map.of("enabled", true));

            assertEnded("session_ended");
        }

        @Test
        void aNotBeforeIsSetForTheApp() {
            realm.admin()
                    .clients()
                    .update(
                            realm.app().clientId(),
                            Map.of("notBefore", Instant.now().getEpochSecond() + 1));
            realm.admin().clients().update(realm.app().clientId(), Map.of("notBefore", 0));

            assertEnded("session_ended");
        }
    }

    /** The record first: it must not have been a check that noticed. */
    private void assertEnded(String cause) {
        JsonNode top = realm.admin().agents().run(run(parent)).expect(200).body();
        JsonNode below = realm.admin().agents().run(run(child)).expect(200).body();
        assertThat(top.path("state").asText()).isEqualTo("revoked");
        assertThat(top.path("cause").asText()).isEqualTo(cause);
        assertThat(below.path("state").asText()).isEqualTo("cascaded");
        assertThat(below.path("cause_id")).isEqualTo(top.path("cause_id"));
        assertThat(active(parent)).isFalse();
        assertThat(active(child)).isFalse();
    }

    private static boolean active(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private static String sid(String token) {
        return Tokens.claims(token).path("sid").asText();
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
