package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code agent_run} authorization details (RFC 9396): an agent gives up what it does not need, for its run and everything under it. */
class LimitsIT {
    private static TestRealm realm;
    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private final AgentInstance writer = realm.instanceOf("writer");
    private String human;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "limits")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher", "writer")
                        .with("agent.delegation.max-depth", "3")
                        .with("agent.delegation.max-children", "3"))
                .agent(AgentSpec.delegated("researcher")
                        .with("agent.delegates", "writer")
                        .with("agent.delegation.max-depth", "3"))
                .agent(AgentSpec.delegated("writer"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
    }

    @BeforeEach
    void signIn() {
        human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
    }

    @Test
    void theyAreAnsweredAsGrantedAndKeptInTokenAndIntrospection() {
        Reply reply =
                start("goal", "Plan the trip", "max_duration", 600, "max_depth", 2, "delegates", List.of("researcher"));

        JsonNode granted = reply.body().path("authorization_details");
        assertThat(granted.path(0))
                .isEqualTo(Json.parse(Json.write(Json.object(
                        "type",
                        "agent_run",
                        "goal",
                        "Plan the trip",
                        "max_duration",
                        granted.at("/0/max_duration").asInt(),
                        "max_depth",
                        2,
                        "max_children",
                        3,
                        "delegates",
                        List.of("researcher")))));
        assertThat(granted.at("/0/max_duration").asInt()).isBetween(599, 600);
        assertThat(Tokens.claims(reply.accessToken()).path("authorization_details"))
                .isEqualTo(granted);
        assertThat(introspected(reply.accessToken()).path("authorization_details"))
                .isEqualTo(granted);
    }

    @Test
    void aTokenForWhichNothingWasAskedSaysNothing() {
        Reply reply = start();

        assertThat(reply.body().has("authorization_details")).isFalse();
        assertThat(Tokens.claims(reply.accessToken()).has("authorization_details"))
                .isFalse();
    }

    @Test
    void askingForMoreRaisesNothing() {
        JsonNode granted = start(
                        "max_duration",
                        1_000_000,
                        "max_depth",
                        99,
                        "max_children",
                        99,
                        "delegates",
                        List.of("researcher", "writer", "stranger"))
                .body()
                .at("/authorization_details/0");

        assertThat(granted.path("max_depth").asInt()).isEqualTo(3);
        assertThat(granted.path("max_children").asInt()).isEqualTo(3);
        assertThat(granted.path("max_duration").asInt()).isLessThanOrEqualTo(3600);
        assertThat(granted.path("delegates")).hasSize(2);
    }

    @Test
    void aRenewalLowersTheRunForEveryTokenOfIt() {
        String wide = start().accessToken();

        Reply narrowed = realm.tokens()
                .exchange(planner)
                .subject(wide)
                .run("max_duration", 60, "max_depth", 0)
                .send();

        assertThat(narrowed.body().at("/authorization_details/0/max_depth").asInt(-1))
                .isZero();
        JsonNode token = Tokens.claims(narrowed.accessToken());
        assertThat(token.at("/run/exp").asLong())
                .isLessThanOrEqualTo(Instant.now().getEpochSecond() + 60);
        assertThat(token.path("exp").asLong())
                .isLessThanOrEqualTo(token.at("/run/exp").asLong());
        assertThat(realm.admin().agents().run(run(wide)).body().path("exp")).isEqualTo(token.at("/run/exp"));
        refused(
                "invalid_request",
                () -> realm.tokens().exchange(researcher).subject(wide).send());
        JsonNode later = Tokens.claims(realm.tokens()
                .exchange(planner)
                .subject(wide)
                .run("max_depth", 9, "max_duration", 900)
                .accessToken());
        assertThat(later.at("/run/exp").asLong())
                .isLessThanOrEqualTo(token.at("/run/exp").asLong());
        assertThat(later.at("/authorization_details/0/max_depth").asInt(-1)).isZero();
    }

    @Test
    void aRenewalsGoalIsThatTokensAndItsEventsAndTheRunKeepsItsOwn() {
        String first = start("goal", "Plan the trip").accessToken();

        String renewed = realm.tokens()
                .exchange(planner)
                .subject(first)
                .run("goal", "Book the train")
                .accessToken();

        assertThat(goalOfLastEvent()).isEqualTo("Book the train");
        assertThat(Tokens.claims(renewed).at("/authorization_details/0/goal").asText())
                .isEqualTo("Book the train");
        assertThat(realm.admin().agents().run(run(first)).expect(200).string("goal"))
                .isEqualTo("Plan the trip");
        realm.tokens().exchange(planner).subject(renewed).accessToken();
        assertThat(goalOfLastEvent()).as("without a goal of its own").isEqualTo("Plan the trip");
    }

    @Test
    void whatIsLoweredAboveHoldsBelow() {
        String parent = start().accessToken();
        String child = realm.tokens().exchange(researcher).subject(parent).accessToken();

        realm.tokens()
                .exchange(planner)
                .subject(parent)
                .run("max_duration", 60, "delegates", List.of("researcher"))
                .send()
                .expect(200);

        refused(
                "actor_unauthorized",
                () -> realm.tokens().exchange(writer).subject(child).send());
        JsonNode renewed =
                Tokens.claims(realm.tokens().exchange(researcher).subject(child).accessToken());
        assertThat(renewed.at("/run/exp").asLong())
                .isLessThanOrEqualTo(Instant.now().getEpochSecond() + 60);
        assertThat(renewed.path("exp").asLong())
                .isLessThanOrEqualTo(renewed.at("/run/exp").asLong());
    }

    @Test
    void childrenInheritThem() {
        String parent = start("max_depth", 1, "goal", "Plan the trip").accessToken();

        String child = realm.tokens().exchange(researcher).subject(parent).accessToken();

        JsonNode details = Tokens.claims(child).at("/authorization_details/0");
        assertThat(details.path("max_depth").asInt(-1)).isZero();
        assertThat(details.path("goal").asText()).isEqualTo("Plan the trip");
        refused(
                "invalid_request",
                () -> realm.tokens().exchange(writer).subject(child).send());
    }

    @Test
    void noMoreChildrenThanAskedForEvenAllAtOnce() throws Exception {
        String parent = start("max_children", 2).accessToken();
        Callable<Integer> handOver = () -> realm.tokens()
                .exchange(realm.instanceOf("researcher"))
                .subject(parent)
                .send()
                .status();

        ExecutorService many = Executors.newFixedThreadPool(6);
        List<Future<Integer>> answers =
                many.invokeAll(List.of(handOver, handOver, handOver, handOver, handOver, handOver));
        many.shutdown();

        int started = 0;
        for (Future<Integer> answer : answers) {
            started += answer.get() == 200 ? 1 : 0;
        }
        assertThat(started).isEqualTo(2);
    }

    @Test
    void theyAreGoodForAnAgentOnItsOwnToo() {
        Reply reply = realm.tokens()
                .grant("client_credentials")
                .by(realm.instanceOf("nightly"))
                .param("authorization_details", "[{\"type\":\"agent_run\",\"max_duration\":30}]")
                .send();

        JsonNode token = Tokens.claims(reply.accessToken());
        assertThat(token.at("/run/exp").asLong() - token.path("iat").asLong()).isBetween(29L, 30L);
        assertThat(token.path("authorization_details")).isEqualTo(reply.body().path("authorization_details"));
    }

    @Test
    void theLongestGoalIsKeptWhateverItIsWrittenIn() {
        String goal = "\uD83E\uDD16".repeat(256);

        String token = start("goal", goal).accessToken();

        assertThat(realm.admin()
                        .agents()
                        .run(run(token))
                        .expect(200)
                        .body()
                        .path("goal")
                        .asText())
                .isEqualTo(goal);
        for (String bad : List.of(goal + "x", "a\u0000b", "a\nb")) {
            refused("invalid_authorization_details", () -> realm.tokens()
                    .exchange(planner)
                    .subject(human)
                    .run("goal", bad)
                    .send());
        }
    }

    @Test
    void whatAnAdministratorTakesAwayIsGoneForLiveRuns() {
        String parent = start().accessToken();
        realm.admin().clients().setAttributes("planner", Map.of("agent.delegates", "researcher"));
        try {
            refused(
                    "actor_unauthorized",
                    () -> realm.tokens().exchange(writer).subject(parent).send());
        } finally {
            realm.admin().clients().setAttributes("planner", Map.of("agent.delegates", "researcher##writer"));
        }
    }

    @Test
    void depthTakenAwayIsGoneForRunsFurtherBelow() {
        String child = realm.tokens()
                .exchange(researcher)
                .subject(start().accessToken())
                .accessToken();
        realm.admin().clients().setAttributes("planner", Map.of("agent.delegation.max-depth", "1"));
        try {
            refused(
                    "invalid_request",
                    () -> realm.tokens().exchange(writer).subject(child).send());
        } finally {
            realm.admin().clients().setAttributes("planner", Map.of("agent.delegation.max-depth", "3"));
        }
        realm.tokens().exchange(writer).subject(child).accessToken();
    }

    private Reply start(Object... limits) {
        var exchange = realm.tokens().exchange(planner).subject(human);
        return (limits.length == 0 ? exchange : exchange.run(limits)).send().expect(200);
    }

    private static String goalOfLastEvent() {
        return realm.admin()
                .events()
                .last("TOKEN_EXCHANGE")
                .at("/details/agent_goal")
                .asText();
    }

    private static JsonNode introspected(String token) {
        return realm.tokens().introspect(realm.calendarApi(), token).expect(200).body();
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }

    private static void refused(String error, java.util.function.Supplier<Reply> request) {
        new Watched(realm).refuses(400, error, "TOKEN_EXCHANGE_ERROR", request);
    }
}
