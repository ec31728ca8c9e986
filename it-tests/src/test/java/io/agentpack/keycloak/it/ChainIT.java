package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.realm.TestRealmBuilder;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who acts for whom, through many hand-overs: complete, unforgeable, and the same wherever one looks. */
class ChainIT {
    private static final int DEEPEST = 10;
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        TestRealmBuilder builder = TestRealm.in(Keycloak.shared(), "chain");
        for (int i = 0; i <= DEEPEST + 1; i++) {
            builder.agent(AgentSpec.delegated(agent(i))
                    .with("agent.delegates", agent(i + 1), agent(0))
                    .with("agent.delegation.max-depth", Integer.toString(DEEPEST)));
        }
        realm = builder.agent(AgentSpec.delegated("trusted")).create();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, DEEPEST})
    void nestsEveryActor(int depth) {
        String token = chain(depth);

        JsonNode claims = Tokens.claims(token);
        assertThat(claims.path("sub").asText()).isEqualTo(realm.alice().id());
        assertThat(claims.at("/run/depth").asInt()).isEqualTo(depth);
        assertThat(actors(claims.path("act"), "client_id")).isEqualTo(expected(depth));
        assertThat(actors(claims.path("act"), "sub")).doesNotHaveDuplicates().hasSize(depth + 1);
        assertThat(claims.at("/act/sub").asText())
                .isEqualTo(realm.admin().clients().serviceAccountIdOf(agent(depth)));
    }

    @Test
    void atTheDeepestTheTokenIsStillSmallAndOneMoreIsRefused() {
        String token = chain(DEEPEST);

        assertThat(token.length()).as("bytes of the token").isLessThan(4096);
        new Watched(realm).refuses(400, "invalid_request", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(realm.instanceOf(agent(DEEPEST + 1)))
                .subject(token)
                .send());
    }

    /** Two agents with the longest names that Keycloak allows hand over to each other: nothing of the chain is left out, so at some depth it ends. */
    @Test
    void aChainThatIsTooLongToBeRecordedIsRefused() {
        List<String> names = List.of("a".repeat(239), "b".repeat(239));
        TestRealmBuilder builder = TestRealm.in(Keycloak.shared(), "chain-of-long-names");
        for (int i = 0; i < 2; i++) {
            builder.agent(AgentSpec.delegated(names.get(i))
                    .with("agent.delegates", names.get(1 - i))
                    .with("agent.delegation.max-depth", "100"));
        }
        TestRealm longNames = builder.create();
        String token = longNames.humanToken(longNames.alice(), agentScope(names.get(0)), CALENDAR_READ);
        int recorded = 4000 / 240;
        for (int i = 0; i < recorded; i++) {
            token = longNames
                    .tokens()
                    .exchange(longNames.instanceOf(names.get(i % 2)))
                    .subject(token)
                    .accessToken();
        }
        String deepest = token;

        assertThat(actors(Tokens.claims(deepest).path("act"), "client_id")).hasSize(recorded);
        new Watched(longNames).refuses(400, "invalid_request", "TOKEN_EXCHANGE_ERROR", () -> longNames
                .tokens()
                .exchange(longNames.instanceOf(names.get(recorded % 2)))
                .subject(deepest)
                .send());
    }

    @Test
    void isTheSameInTokenIntrospectionUserinfoEventAndLedger() {
        String token = chain(DEEPEST);
        JsonNode act = Tokens.claims(token).path("act");
        List<String> rootFirst = actors(act, "client_id");
        Collections.reverse(rootFirst);
        String text = String.join(">", rootFirst);

        assertThat(realm.tokens().introspect(realm.calendarApi(), token).body().path("act"))
                .isEqualTo(act);
        assertThat(realm.tokens().userinfo(token).expect(200).body().path("act"))
                .isEqualTo(act);
        assertThat(realm.admin()
                        .events()
                        .last("TOKEN_EXCHANGE")
                        .at("/details/agent_chain")
                        .asText())
                .isEqualTo(text);
        JsonNode run = realm.admin()
                .agents()
                .run(Tokens.claims(token).at("/run/id").asText())
                .expect(200)
                .body();
        assertThat(run.path("chain").toString()).isEqualTo(Json.write(rootFirst));
        assertThat(realm.admin()
                        .agents()
                        .tree(Tokens.claims(token).at("/run/root").asText())
                        .expect(200)
                        .text())
                .contains(Tokens.claims(token).at("/run/id").asText());
    }

    @Test
    void anAgentMayComeUpAgainFurtherDown() {
        String token = realm.tokens()
                .exchange(realm.instanceOf(agent(0)))
                .subject(chain(1))
                .accessToken();

        assertThat(actors(Tokens.claims(token).path("act"), "client_id")).containsExactly(agent(0), agent(1), agent(0));
    }

    @Test
    void whoPresentsItsOwnTokenGoesOnAndIsNoNewActor() {
        var first = realm.instanceOf(agent(0));
        String token = realm.tokens().exchange(first).subject(human()).accessToken();

        JsonNode renewed =
                Tokens.claims(realm.tokens().exchange(first).subject(token).accessToken());

        assertThat(renewed.path("act")).isEqualTo(Tokens.claims(token).path("act"));
        assertThat(renewed.at("/run/depth").asInt(-1)).isZero();
    }

    @Test
    void mayActNamesByImmutableIdOnly() {
        String id = realm.admin().clients().serviceAccountIdOf("trusted");
        mayAct(Map.of("sub", "service-account-trusted", "client_id", "trusted"));
        new Watched(realm).refuses(400, "actor_unauthorized", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(realm.instanceOf("trusted"))
                .subject(realm.humanToken(realm.bob(), "may-act"))
                .send());
        mayAct(Map.of("sub", id));

        JsonNode token = Tokens.claims(realm.tokens()
                .exchange(realm.instanceOf("trusted"))
                .subject(realm.humanToken(realm.bob(), "may-act"))
                .accessToken());

        assertThat(token.at("/act/sub").asText()).isEqualTo(id);
        assertThat(token.has("may_act")).isFalse();
    }

    private static void mayAct(Map<String, String> party) {
        if (realm.admin().scopes().exists("may-act")) {
            realm.admin().scopes().delete("may-act");
        }
        realm.admin()
                .scopes()
                .create(Json.object(
                        "name",
                        "may-act",
                        "protocol",
                        "openid-connect",
                        "protocolMappers",
                        List.of(Mappers.hardcodedClaim("may_act", Json.write(party)), audience("trusted"))));
        realm.admin().clients().addOptionalScope("app", "may-act");
    }

    private static Map<String, Object> audience(String clientId) {
        return Json.object(
                "name", "audience",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-audience-mapper",
                "config", Map.of("included.client.audience", clientId, "access.token.claim", "true"));
    }

    private static String chain(int depth) {
        String token = realm.tokens()
                .exchange(realm.instanceOf(agent(0)))
                .subject(human())
                .accessToken();
        for (int i = 1; i <= depth; i++) {
            token = realm.tokens()
                    .exchange(realm.instanceOf(agent(i)))
                    .subject(token)
                    .accessToken();
        }
        return token;
    }

    private static String human() {
        return realm.humanToken(realm.alice(), agentScope(agent(0)), CALENDAR_READ);
    }

    /** From the current actor to the oldest. */
    private static List<String> actors(JsonNode act, String member) {
        List<String> found = new ArrayList<>();
        for (JsonNode actor = act; !actor.isMissingNode(); actor = actor.path("act")) {
            found.add(actor.path(member).asText());
        }
        return found;
    }

    private static List<String> expected(int depth) {
        List<String> agents = new ArrayList<>();
        for (int i = depth; i >= 0; i--) {
            agents.add(agent(i));
        }
        return agents;
    }

    private static String agent(int number) {
        return "research-agent-" + number;
    }
}
