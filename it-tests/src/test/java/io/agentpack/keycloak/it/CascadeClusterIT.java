package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.browser.Browser;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.CopiedRuns;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on PostgreSQL: a stop on the one is a stop on the other, complete and told, whatever goes on at the same time. */
@OnCluster
class CascadeClusterIT {
    /** Between the row of a run and the commit. */
    private static final String SLOW_STARTS = "create function slow_start() returns trigger as"
            + " 'begin perform pg_sleep(2); return new; end' language plpgsql;"
            + " create trigger slow_start after insert on AGENT_RUN for each row execute function slow_start()";

    private static final String STARTING = "select count(*) from pg_stat_activity where wait_event = 'PgSleep'";

    private static final Duration SOON = Duration.ofSeconds(20);

    private static TestRealm one;
    private static TestRealm two;
    private static SignalReceiver calendar;

    private AgentInstance planner;
    private AgentInstance researcher;
    private Human human;
    private Reply signedIn;
    private String parent;

    @BeforeAll
    static void prepare() {
        one = TestRealm.in(Cluster.shared().first(), "cascade")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-children", "300")
                        .with("agent.delegation.max-depth", "2"))
                .agent(AgentSpec.delegated("researcher")
                        .with("agent.delegates", "researcher", "planner")
                        .with("agent.delegation.max-children", "300")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        two = one.on(Cluster.shared().second());
        calendar = one.receiverFor(one.calendarApi());
    }

    @AfterAll
    static void close() {
        if (calendar != null) {
            calendar.close();
        }
    }

    @BeforeEach
    void start() {
        planner = one.instanceOf("planner");
        researcher = one.instanceOf("researcher");
        String name = "human-" + System.nanoTime();
        human = new Human(one.admin().users().create(name, "password"), name, "password");
        signedIn = one.signIn(human, agentScope("planner"), CALENDAR_READ);
        parent = one.tokens().exchange(planner).subject(signedIn.accessToken()).accessToken();
    }

    @Test
    void aRunOfOneNodeIsHandedOverOnTheOtherAndStoppedOnBoth() {
        String child = two.tokens().exchange(researcher).subject(parent).accessToken();
        assertThat(active(one, child)).isTrue();
        assertThat(active(two, child)).isTrue();

        two.admin().agents().revoke(run(parent), "test").expect(204);

        for (TestRealm node : List.of(one, two)) {
            assertThat(active(node, parent)).isFalse();
            assertThat(active(node, child)).isFalse();
            assertThat(node.tokens().userinfo(child).status()).isEqualTo(401);
            assertThat(node.tokens().exchange(planner).subject(parent).send().error())
                    .isEqualTo("invalid_grant");
        }
    }

    @Test
    void aSignOutOnOneNodeIsKnownOnTheOtherAtOnce() {
        assertThat(active(two, parent)).isTrue();

        one.tokens().logout(one.app(), signedIn.string("refresh_token")).expect(204);

        assertThat(active(two, parent)).isFalse();
    }

    @Test
    void aPersonIsToldOfAllThatStoppedBeforeAllOfItIsRecorded() {
        String child = one.tokens().exchange(researcher).subject(parent).accessToken();
        CopiedRuns.of(run(child), 600, Cluster.shared().database());
        Browser browser = one.browser();
        String pages = one.issuer() + "/agents/my";
        browser.open(URI.create(pages));
        browser.signIn(human);

        browser.open(URI.create(pages + "/stop/run/" + run(parent)));
        assertThat(browser.submit(Map.of()).text()).contains("602 tasks were stopped");
    }

    @Test
    void aStoppedAgentStopsWhatIsJustBeingStarted() {
        database(SLOW_STARTS);
        try {
            List<CompletableFuture<String>> starts = Stream.of(one, two)
                    .map(node -> CompletableFuture.supplyAsync(() -> node.tokens()
                            .exchange(planner)
                            .subject(signedIn.accessToken())
                            .accessToken()))
                    .toList();
            Eventually.get(
                    "starts that are not committed",
                    SOON,
                    () -> database(STARTING).equals(List.of("2")) ? Optional.of(true) : Optional.empty());

            one.admin().agents().stop("clients", "planner", "test").expect(200);

            assertThat(database(STARTING))
                    .as("starts that are still not committed")
                    .containsExactly("2");
            assertThat(starts).map(CompletableFuture::join).allSatisfy(token -> {
                assertThat(active(one, token)).isFalse();
                assertThat(active(two, token)).isFalse();
            });
        } finally {
            database("drop function slow_start cascade");
        }
    }

    private static List<String> database(String sql) {
        return Cluster.shared().database().sql(sql);
    }

    @Test
    void everythingUnderIsMarkedAndToldOnceUnderOneCause() {
        List<String> runs = new ArrayList<>(List.of(run(parent)));
        for (int i = 0; i < 12; i++) {
            TestRealm node = i % 2 == 0 ? one : two;
            String child = node.tokens().exchange(researcher).subject(parent).accessToken();
            runs.add(run(child));
            runs.add(run(node.tokens()
                    .exchange(one.instanceOf("planner"))
                    .subject(child)
                    .accessToken()));
        }

        two.admin().agents().revoke(run(parent), "test").expect(204);

        JsonNode top = one.admin().agents().run(run(parent)).expect(200).body();
        assertThat(top.path("state").asText()).isEqualTo("revoked");
        assertThat(runs.stream().skip(1)).allSatisfy(id -> {
            JsonNode run = one.admin().agents().run(id).expect(200).body();
            assertThat(run.path("state").asText()).isEqualTo("cascaded");
            assertThat(run.path("cause_id")).isEqualTo(top.path("cause_id"));
        });
        runs.forEach(run -> calendar.await(told -> told.run().equals(run), SOON));
        List<Signal> told = calendar.signals().stream()
                .filter(signal -> runs.contains(signal.run()))
                .toList();
        assertThat(told).hasSize(runs.size());
        assertThat(told)
                .extracting(Signal::txn)
                .containsOnly(top.path("cause_id").asText());
        assertRecorded(run(parent));
    }

    @Test
    void aChildThatIsBornWhileItsParentIsStoppedDiesWithItOrIsNotBorn() {
        for (int round = 0; round < 6; round++) {
            String root = one.tokens()
                    .exchange(planner)
                    .subject(signedIn.accessToken())
                    .accessToken();
            ConcurrentLinkedQueue<String> born = new ConcurrentLinkedQueue<>();
            AtomicBoolean over = new AtomicBoolean();
            List<CompletableFuture<Void>> handingOver = new ArrayList<>();
            for (TestRealm node : List.of(one, two, one, two)) {
                handingOver.add(CompletableFuture.runAsync(() -> handOver(node, root, born, over)));
            }
            Eventually.get("children", SOON, () -> born.size() >= 3 ? Optional.of(true) : Optional.empty());

            (round % 2 == 0 ? one : two)
                    .admin()
                    .agents()
                    .revoke(run(root), "test")
                    .expect(204);

            over.set(true);
            handingOver.forEach(CompletableFuture::join);
            assertThat(born).isNotEmpty().allSatisfy(child -> {
                assertThat(active(one, child)).isFalse();
                assertThat(active(two, child)).isFalse();
            });
            assertRecorded(run(root));
        }
    }

    private void handOver(TestRealm node, String root, ConcurrentLinkedQueue<String> born, AtomicBoolean over) {
        AgentInstance instance = node.instanceOf("researcher");
        while (!over.get()) {
            Reply reply = node.tokens().exchange(instance).subject(root).send();
            if (reply.status() == 200) {
                born.add(reply.accessToken());
            } else {
                assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            }
        }
    }

    @Test
    void soManyRunsThatTheirStopIsOnlyWrittenDownStayDeadWhenTheAgentIsEnabledAgain() {
        AgentInstance nightly = one.instanceOf("nightly");
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 220; i++) {
            tokens.add((i % 2 == 0 ? one : two)
                    .tokens()
                    .clientCredentials(nightly, CALENDAR_READ)
                    .expect(200)
                    .accessToken());
        }

        assertThat(tokens.subList(0, 4)).allMatch(token -> active(two, token));

        one.admin().clients().disable("nightly");
        one.admin().clients().update("nightly", Map.of("enabled", true));

        Eventually.pause(Duration.ofSeconds(1)); // the other node hears of a wide stop within a second
        for (TestRealm node : List.of(one, two)) {
            assertThat(tokens).noneMatch(token -> active(node, token));
        }
        Eventually.get(
                "marks",
                SOON,
                () -> count("AGENT = 'nightly' and STATE = 'active'") == 0 ? Optional.of(true) : Optional.empty());
        assertThat(database("select count(distinct CAUSE_ID) from AGENT_RUN where AGENT = 'nightly'"))
                .containsExactly("1");
        assertThat(active(
                        two,
                        one.tokens()
                                .clientCredentials(nightly, CALENDAR_READ)
                                .expect(200)
                                .accessToken()))
                .isTrue();
    }

    @Test
    void whatExpiresIsClosedAndNobodyIsTold() {
        String token = one.tokens()
                .exchange(planner)
                .subject(signedIn.accessToken())
                .run("max_duration", 2)
                .accessToken();

        Eventually.get(
                "record",
                SOON,
                () -> count("ID = '" + run(token) + "' and STATE = 'expired'") == 1
                        ? Optional.of(true)
                        : Optional.empty());
        assertThat(database("select count(*) from AGENT_SIGNAL where RUN_ID = '" + run(token) + "'"))
                .containsExactly("0");
    }

    /** Keycloak writes a new session after the commit that makes the run's row visible; the sweep of another node must not come between. */
    @Test
    void theSweepEndsARunWithoutASessionUnlessTheRunIsJustStarting() {
        long now = System.currentTimeMillis();
        String old = rowWithoutSession("old", now - 600_000);
        String young = rowWithoutSession("new", now + 10_000);

        Eventually.get(
                "record",
                SOON,
                () -> count("ID = '" + old + "' and CAUSE = 'run_session_ended'") == 1
                        ? Optional.of(true)
                        : Optional.empty());

        assertThat(count("ID = '" + young + "' and STATE = 'active'")).isEqualTo(1);
        database("delete from AGENT_RUN where ID = '" + young + "'");
    }

    private String rowWithoutSession(String prefix, long startedAt) {
        String id = prefix + run(parent).substring(prefix.length());
        database("insert into agent_run select (jsonb_populate_record(null::agent_run, to_jsonb(r)"
                + " || jsonb_build_object('id', '" + id + "', 'root_id', '" + id + "', 'started_at', "
                + startedAt
                + "))).* from agent_run r where r.id = '" + run(parent) + "'");
        return id;
    }

    private static void assertRecorded(String root) {
        Eventually.get(
                "record of every end",
                SOON,
                () -> count("ROOT_ID = '" + root + "' and STATE in ('active', 'suspended')") == 0
                        ? Optional.of(true)
                        : Optional.empty());
        assertThat(count("ROOT_ID = '" + root + "' and PARENT_ID is not null and STATE <> 'cascaded'"))
                .isZero();
    }

    private static int count(String where) {
        return Integer.parseInt(
                database("select count(*) from AGENT_RUN where " + where).get(0));
    }

    private static boolean active(TestRealm node, String token) {
        return node.tokens()
                .introspect(node.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
