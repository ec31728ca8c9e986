package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Token, introspection (plain and as JWT) and userinfo say the same about actor, run, instance and key; also when the token is lightweight. */
class SameEverywhereIT {
    private static final List<String> OURS = List.of("act", "run", "client_instance", "cnf");
    private static TestRealm realm;
    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance feather = realm.instanceOf("feather");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "same-everywhere")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "feather")
                        .with("agent.delegation.max-depth", "2"))
                .agent(AgentSpec.delegated("feather")
                        .with("agent.delegates", "down")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("down"))
                .create();
        lightweight("feather");
        lightweight("down");
        realm.admin()
                .clients()
                .setAttributes("calendar-api", Map.of("client.introspection.response.allow.jwt.claim.enabled", "true"));
    }

    private static void lightweight(String client) {
        realm.admin()
                .clients()
                .setAttributes(
                        client,
                        Map.of(
                                "client.use.lightweight.access.token.enabled",
                                "true",
                                "allow.userinfo.with.lightweight.access.token",
                                "true"));
    }

    @Test
    void introspectionAndUserinfoSayWhatTheTokenSays() {
        String token = bound(planner, human("planner"));

        assertSame(introspected(token), token);
        assertSame(userinfo(planner, token), token);
        assertThat(userinfo(planner, token).path("preferred_username").asText()).isEqualTo("alice");
    }

    @Test
    void theJwtFormIsAJwtThatSaysTheSame() {
        String token = bound(planner, human("planner"));

        assertSame(Tokens.claims(asJwt(token)), token);
    }

    @Test
    void aLightweightTokenSaysAllThatIsAuthorityAndNothingAboutThePerson() {
        String token = bound(feather, human("feather"));
        JsonNode claims = Tokens.claims(token);

        assertThat(claims.has("email")).isFalse();
        assertThat(claims.has("preferred_username")).isFalse();
        assertThat(claims.path("aud").asText()).isEqualTo("calendar-api");
        assertThat(claims.at("/realm_access/roles")).isNotEmpty();
        assertSame(introspected(token), token);
        assertThat(introspected(token).path("email").asText()).isEqualTo("alice@example.org");
        assertThat(introspected(token).path("aud")).isEqualTo(claims.path("aud"));
        assertThat(introspected(token).path("realm_access")).isEqualTo(claims.path("realm_access"));
        assertSame(Tokens.claims(asJwt(token)), token);
        assertSame(userinfo(feather, token), token);
    }

    @Test
    void aLightweightTokenCanBeRenewedAndIsMadeFromAnOrdinaryOne() {
        String lightweight = bound(feather, human("feather"));

        JsonNode renewed = Tokens.claims(bound(feather, lightweight));
        JsonNode child = Tokens.claims(bound(feather, bound(planner, human("planner"))));

        assertThat(renewed.path("aud")).isEqualTo(Tokens.claims(lightweight).path("aud"));
        assertThat(renewed.path("realm_access"))
                .isEqualTo(Tokens.claims(lightweight).path("realm_access"));
        assertThat(child.path("aud").asText()).isEqualTo("calendar-api");
    }

    @Test
    void aLightweightChildNamesItsWholeChainInEveryForm() {
        AgentInstance down = realm.instanceOf("down");
        String child = bound(feather, bound(planner, human("planner")));
        String grandchild = bound(down, child);

        assertThat(Tokens.claims(child).path("act").findValuesAsText("client_id"))
                .containsExactly("feather", "planner");
        assertThat(Tokens.claims(grandchild).path("act").findValuesAsText("client_id"))
                .containsExactly("down", "feather", "planner");
        assertThat(Tokens.claims(grandchild).has("preferred_username"))
                .as("lightweight")
                .isFalse();
        for (String token : List.of(child, grandchild)) {
            assertSame(introspected(token), token);
            assertSame(Tokens.claims(asJwt(token)), token);
            assertSame(userinfo(token.equals(child) ? feather : down, token), token);
        }
    }

    @Test
    void aHumansLightweightTokenGivesWhatItStandsFor() {
        lightweight("app");
        try {
            String human = human("planner");
            assertThat(Tokens.claims(human).has("realm_access")).isFalse();

            JsonNode token = Tokens.claims(bound(planner, human));

            assertThat(token.path("aud").asText()).isEqualTo("calendar-api");
            assertThat(token.path("scope").asText().split(" ")).contains(CALENDAR_READ);
            assertThat(token.at("/realm_access/roles")).isNotEmpty();
        } finally {
            realm.admin()
                    .clients()
                    .setAttributes("app", Map.of("client.use.lightweight.access.token.enabled", "false"));
        }
    }

    @Test
    void aDeadTokenIsInactiveInEveryForm() {
        String token = bound(planner, human("planner"));
        realm.admin()
                .agents()
                .revoke(Tokens.claims(token).at("/run/id").asText(), "enough")
                .expect(204);

        assertThat(realm.tokens().introspect(realm.calendarApi(), token).text()).isEqualTo("{\"active\":false}");
        assertThat(introspectAs("application/jwt", token).text()).isEqualTo("{\"active\":false}");
    }

    private static void assertSame(JsonNode answer, String token) {
        JsonNode claims = Tokens.claims(token);
        OURS.forEach(claim -> assertThat(answer.path(claim)).as(claim).isEqualTo(claims.path(claim)));
        assertThat(answer.at("/cnf/jkt").asText()).isNotBlank();
        assertThat(answer.path("sub")).isEqualTo(claims.path("sub"));
    }

    private static String human(String agent) {
        return realm.humanToken(realm.alice(), agentScope(agent), CALENDAR_READ);
    }

    private static String bound(AgentInstance agent, String subject) {
        return realm.tokens()
                .exchange(request -> {
                    agent.authenticate(request);
                    agent.dpopProof().authenticate(request);
                })
                .subject(subject)
                .accessToken();
    }

    private static JsonNode introspected(String token) {
        return realm.tokens().introspect(realm.calendarApi(), token).expect(200).body();
    }

    private static String asJwt(String token) {
        return introspectAs("application/jwt", token).expect(200).string("jwt");
    }

    private static Reply introspectAs(String mediaType, String token) {
        return realm.tokens()
                .form("/protocol/openid-connect/token/introspect")
                .by(realm.calendarApi())
                .header("Accept", mediaType)
                .param("token", token)
                .send();
    }

    private static JsonNode userinfo(AgentInstance agent, String token) {
        return realm.tokens().userinfo(agent, token).expect(200).body();
    }
}
