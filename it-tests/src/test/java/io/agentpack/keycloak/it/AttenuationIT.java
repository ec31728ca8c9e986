package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever an administrator gives to an agent or its human while a run lives, the tokens made from the run's tokens hold no more than those. */
class AttenuationIT {
    private static int number;
    private TestRealm realm;
    private AgentInstance planner;
    private String before;

    @BeforeEach
    void startRun() {
        realm = TestRealm.in(Keycloak.shared(), "attenuation-" + number++)
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        realm.admin().createRole("finance-writer");
        planner = realm.instanceOf("planner");
        before = realm.tokens()
                .exchange(planner)
                .subject(realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ))
                .accessToken();
    }

    @Test
    void nothingThatIsAddedAfterTheStartGetsIn() {
        realm.admin().users().addRealmRole(realm.alice().id(), "finance-writer");
        giveClientRole("mail-api", "sender");
        realm.admin().scopes().create("danger", "mail-api");
        realm.admin().scopes().create(hiddenScopeWithAudienceAndClaim());
        for (String agent : List.of("planner", "researcher")) {
            realm.admin().clients().addDefaultScope(agent, "danger");
            realm.admin().clients().addDefaultScope(agent, "hidden");
            realm.admin().clients().addMapper(agent, Mappers.hardcodedClaim("permissions", "[\"everything\"]"));
            realm.admin().clients().addMapper(agent, Mappers.hardcodedClaim("clearance", "\"top\""));
            realm.admin().clients().addMapper(agent, audience("mail-api"));
            realm.admin().clients().addMapper(agent, hardcodedRole("finance-writer"));
            realm.admin().clients().update(agent, Map.of("fullScopeAllowed", true));
        }

        String renewed = realm.tokens().exchange(planner).subject(before).accessToken();
        String child = realm.tokens()
                .exchange(realm.instanceOf("researcher"))
                .subject(before)
                .accessToken();

        assertNoMore(Tokens.claims(renewed), Tokens.claims(before));
        assertNoMore(Tokens.claims(child), Tokens.claims(before));
        assertNoMore(introspected(renewed), Tokens.claims(before));
        assertNoMore(introspected(child), Tokens.claims(before));
        assertNoMore(introspected(before), Tokens.claims(before));
        assertThat(realm.tokens().userinfo(before).text())
                .doesNotContain("everything", "top", "finance-writer", "mail-api");
    }

    @Test
    void whatIsTakenAwayIsGoneWithTheNextToken() {
        realm.admin()
                .put("/clients/" + realm.admin().clients().idOf("planner"), Json.object("fullScopeAllowed", false));
        String optional = "/clients/" + realm.admin().clients().idOf("planner") + "/optional-client-scopes/"
                + realm.admin().scopes().idOf(CALENDAR_READ);
        realm.admin().delete(optional).expect(204);

        JsonNode renewed =
                Tokens.claims(realm.tokens().exchange(planner).subject(before).accessToken());

        assertThat(renewed.path("scope").asText()).doesNotContain(CALENDAR_READ);
        assertThat(renewed.path("aud").toString()).doesNotContain("calendar-api");
    }

    @Test
    void aClientPolicyMayNarrowFurther() {
        setPolicy(Json.object("executor", "downscope-assertion-grant-enforcer", "configuration", Map.of()));

        JsonNode narrowed =
                Tokens.claims(realm.tokens().exchange(planner).subject(before).accessToken());

        assertNoMore(narrowed, Tokens.claims(before));
        assertThat(Tokens.claims(before).at("/realm_access/roles")).isNotEmpty();
        assertThat(narrowed.at("/realm_access/roles"))
                .isEmpty(); // they came by default scope "roles", which no token names
    }

    @Test
    void aClientPolicyMayRefuseAnAgentOfItsOwn() {
        AgentInstance nightly = realm.instanceOf("nightly");
        realm.tokens().clientCredentials(nightly, CALENDAR_READ).expect(200);
        int runs = realm.admin().agents().runs("client=nightly").body().size();
        setPolicy(Json.object(
                "executor",
                "secure-client-authenticator",
                "configuration",
                Map.of("allowed-client-authenticators", List.of("client-jwt"))));

        Reply refused = realm.tokens().clientCredentials(nightly, CALENDAR_READ);

        assertThat(refused.status()).as(refused.toString()).isIn(400, 401);
        assertThat(refused.string("access_token")).isNull();
        assertThat(realm.admin().agents().runs("client=nightly").body().size()).isEqualTo(runs);
    }

    private void setPolicy(Map<String, Object> executor) {
        realm.admin()
                .put(
                        "/client-policies/profiles",
                        Json.object("profiles", List.of(Json.object("name", "narrow", "executors", List.of(executor)))))
                .expect(204);
        realm.admin().put("/client-policies/policies", policy()).expect(204);
    }

    @Test
    void aRoleOfAnAudienceThatIsGivenUpGoesWithIt() {
        giveClientRole("mail-api", "sender");
        giveClientRole("calendar-api", "reader");
        realm.admin().clients().update("planner", Map.of("fullScopeAllowed", true));
        String wide = realm.tokens()
                .exchange(planner)
                .subject(realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND))
                .accessToken();
        assertThat(Tokens.claims(wide).at("/resource_access/mail-api/roles/0").asText())
                .isEqualTo("sender");

        JsonNode narrow = Tokens.claims(realm.tokens()
                .exchange(planner)
                .subject(wide)
                .audience("calendar-api")
                .accessToken());
        JsonNode again = Tokens.claims(realm.tokens()
                .exchange(planner)
                .subject(realm.tokens()
                        .exchange(planner)
                        .subject(wide)
                        .audience("calendar-api")
                        .accessToken())
                .accessToken());

        for (JsonNode token : List.of(narrow, again)) {
            assertThat(token.path("aud").asText()).isEqualTo("calendar-api");
            assertThat(token.path("resource_access").has("mail-api")).isFalse();
            assertThat(token.at("/resource_access/calendar-api/roles/0").asText())
                    .isEqualTo("reader");
        }
    }

    /** RFC 8707: a resource is an audience that is a URI. */
    @Test
    void aResourceNarrowsAndNeverWidens() {
        String files = "https://files.example.org/";
        realm.admin()
                .scopes()
                .create(Json.object(
                        "name",
                        "files",
                        "protocol",
                        "openid-connect",
                        "attributes",
                        Map.of("include.in.token.scope", "true"),
                        "protocolMappers",
                        List.of(Json.object(
                                "name", "files",
                                "protocol", "openid-connect",
                                "protocolMapper", "oidc-audience-mapper",
                                "config", Map.of("included.custom.audience", files, "access.token.claim", "true")))));
        List.of("app", "planner").forEach(client -> realm.admin().clients().addOptionalScope(client, "files"));
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, "files");

        String narrow =
                realm.tokens().exchange(planner).subject(human).resource(files).accessToken();

        assertThat(Tokens.claims(narrow).path("aud").asText()).isEqualTo(files);
        Watched watched = new Watched(realm);
        watched.refuses(400, "invalid_target", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(narrow)
                .audience("calendar-api")
                .send());
        watched.refuses(400, "invalid_target", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(before)
                .resource(files)
                .send());
    }

    /** Every claim of authority of {@code token} is in {@code inbound} too. */
    private static void assertNoMore(JsonNode token, JsonNode inbound) {
        assertThat(Set.of(inbound.path("scope").asText().split(" ")))
                .containsAll(Set.of(token.path("scope").asText().split(" ")));
        assertThat(texts(inbound.path("aud"))).containsAll(texts(token.path("aud")));
        assertThat(texts(inbound.at("/realm_access/roles"))).containsAll(texts(token.at("/realm_access/roles")));
        token.path("resource_access").fieldNames().forEachRemaining(client -> assertThat(
                        texts(inbound.path("resource_access").path(client).path("roles")))
                .containsAll(texts(token.path("resource_access").path(client).path("roles"))));
        assertThat(token.has("permissions")).isFalse();
        assertThat(token.has("clearance")).isFalse();
        assertThat(token.has("hidden")).isFalse();
        assertThat(token.path("exp").asLong())
                .isLessThanOrEqualTo(token.at("/run/exp").asLong());
        assertThat(token.at("/run/exp").asLong())
                .isLessThanOrEqualTo(inbound.at("/run/exp").asLong());
        assertThat(token.at("/run/environment")).isEqualTo(inbound.at("/run/environment"));
    }

    private static Set<String> texts(JsonNode oneOrMany) {
        Set<String> texts = new HashSet<>();
        if (oneOrMany.isTextual()) {
            texts.add(oneOrMany.asText());
        }
        oneOrMany.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private JsonNode introspected(String token) {
        return realm.tokens().introspect(realm.calendarApi(), token).expect(200).body();
    }

    private void giveClientRole(String client, String role) {
        String path = "/clients/" + realm.admin().clients().idOf(client);
        realm.admin().post(path + "/roles", Map.of("name", role)).expect(201);
        JsonNode representation =
                realm.admin().get(path + "/roles/" + role).expect(200).body();
        realm.admin()
                .post(
                        "/users/" + realm.alice().id() + "/role-mappings/clients/"
                                + realm.admin().clients().idOf(client),
                        List.of(representation))
                .expect(204);
    }

    private static Map<String, Object> hiddenScopeWithAudienceAndClaim() {
        return Json.object(
                "name",
                "hidden",
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "false"),
                "protocolMappers",
                List.of(Mappers.hardcodedClaim("hidden", "true"), audience("mail-api")));
    }

    private static Map<String, Object> audience(String clientId) {
        return Json.object(
                "name", "another audience",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-audience-mapper",
                "config",
                        Map.of(
                                "included.client.audience",
                                clientId,
                                "access.token.claim",
                                "true",
                                "introspection.token.claim",
                                "true"));
    }

    private static Map<String, Object> hardcodedRole(String role) {
        return Json.object(
                "name", "another role",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-hardcoded-role-mapper",
                "config", Map.of("role", role));
    }

    private static Map<String, Object> policy() {
        return Json.object(
                "policies",
                List.of(Json.object(
                        "name",
                        "narrow everybody",
                        "enabled",
                        true,
                        "conditions",
                        List.of(Json.object("condition", "any-client", "configuration", Map.of())),
                        "profiles",
                        List.of("narrow"))));
    }
}
