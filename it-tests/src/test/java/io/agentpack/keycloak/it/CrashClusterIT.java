package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.ClusterNode;
import io.agentpack.keycloak.it.kit.signals.Answer;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A node is killed while it stops a tree and tells its receivers: the stop has happened wholly or not at all (I6); if it has, everything is refused
 * (I4), recorded, and told at least once (I5); if it has not, nobody is told. {@code mvn -Pcrash verify} does it a hundred times;
 * the ordinary suite leaves it out.
 */
@OnCluster
@EnabledIfSystemProperty(named = "crash.rounds", matches = "[1-9]\\d*")
class CrashClusterIT {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 0);
    private static final Duration SOON = Duration.ofSeconds(60);

    private static TestRealm realm;
    private static SignalReceiver calendar;
    private static SignalReceiver mail;
    /** What is still to be looked at on nodes that are starting again. */
    private final Map<ClusterNode, Runnable> whenBack = new HashMap<>();

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Cluster.shared().first(), "crash")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
        calendar = realm.receiverFor(realm.calendarApi());
        mail = realm.receiverFor(realm.mailApi());
        // So that they know the realm's keys before a node dies that they could ask.
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND);
        String first = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(human)
                .accessToken();
        realm.admin().agents().revoke(run(first), "test").expect(204);
        List.of(calendar, mail)
                .forEach(receiver -> receiver.await(told -> told.run().equals(run(first)), SOON));
    }

    @AfterAll
    static void close() {
        if (calendar != null) {
            calendar.close();
            mail.close();
        }
    }

    @Test
    void whateverIsUnderWayWhenANodeDiesHasHappenedWhollyOrNotAtAll() {
        List<ClusterNode> nodes = Cluster.shared().nodes();
        int stopped = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ClusterNode victim = nodes.get(round % nodes.size());
            ClusterNode survivor = nodes.get((round + 1) % nodes.size());
            awaitBack(victim);
            awaitBack(survivor);
            stopped += new Round(realm.on(victim), realm.on(survivor), victim).play(round, whenBack) ? 1 : 0;
            System.out.println(
                    "[crash] round " + (round + 1) + " of " + ROUNDS + " held; the stop had committed in " + stopped);
        }
        nodes.forEach(this::awaitBack);
        assertThat(calendar.refused()).isEmpty();
        assertThat(mail.refused()).isEmpty();
    }

    private void awaitBack(ClusterNode node) {
        Runnable check = whenBack.remove(node);
        if (check != null) {
            node.awaitReady();
            check.run();
        }
    }

    private record Round(TestRealm dying, TestRealm surviving, ClusterNode victim) {

        /** @return whether the stop had committed before the node died */
        boolean play(int round, Map<ClusterNode, Runnable> whenBack) {
            List<String> tree = whenTheClusterHasSettled(this::tree);
            List<String> bystanders = whenTheClusterHasSettled(this::tree);
            if (round % 3 == 2) {
                calendar.answerNext(Answer.status(503));
            }

            stopAndKill(run(tree.get(0)), round % 2 == 0);
            victim.launch();

            boolean stopped = !active(surviving, tree.get(0));
            for (String token : tree) {
                assertThat(active(surviving, token)).as("all or nothing").isEqualTo(!stopped);
            }
            assertToldIffStopped(tree, stopped);
            if (!stopped) {
                whenTheClusterHasSettled(() -> surviving
                        .admin()
                        .agents()
                        .revoke(run(tree.get(0)), "test")
                        .expect(204, 409));
                assertToldIffStopped(tree, true);
            }
            whenBack.put(victim, () -> {
                assertThat(tree).noneMatch(token -> active(dying, token));
                assertThat(bystanders).allMatch(token -> active(dying, token));
                assertThat(told(calendar, bystanders)).isEmpty();
                assertThat(told(mail, bystanders)).isEmpty();
            });
            return stopped;
        }

        /** A run that touches both APIs, and eight under it. */
        private List<String> tree() {
            String human = surviving.humanToken(surviving.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND);
            AgentInstance planner = surviving.instanceOf("planner");
            String root = surviving.tokens().exchange(planner).subject(human).accessToken();
            List<String> tokens = new ArrayList<>(List.of(root));
            for (int i = 0; i < 8; i++) {
                tokens.add((i % 2 == 0 ? dying : surviving)
                        .tokens()
                        .exchange(surviving.instanceOf("researcher"))
                        .subject(root)
                        .accessToken());
            }
            return tokens;
        }

        /** At a random point: while the stop is being made, or while what follows from it is being done. */
        private void stopAndKill(String root, boolean whileStopping) {
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
                try {
                    dying.admin().agents().revoke(root, "test");
                } catch (RuntimeException killed) {
                    // What is under test.
                }
            });
            if (!whileStopping) {
                stop.join();
            }
            Eventually.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(whileStopping ? 80 : 250)));
            victim.kill();
            stop.join();
        }

        private void assertToldIffStopped(List<String> tree, boolean stopped) {
            if (!stopped) {
                assertThat(told(calendar, tree)).isEmpty();
                assertThat(told(mail, tree)).isEmpty();
                assertThat(open(tree)).isEqualTo(tree.size());
                return;
            }
            Eventually.get("record", SOON, () -> open(tree) == 0 ? Optional.of(true) : Optional.empty());
            for (SignalReceiver receiver : List.of(calendar, mail)) {
                Eventually.get(
                        "signal for each of " + tree.size() + " runs (refused so far: " + receiver.refused() + ")",
                        SOON,
                        () -> told(receiver, tree).stream().distinct().count() == tree.size()
                                ? Optional.of(true)
                                : Optional.empty());
            }
        }

        private static List<String> told(SignalReceiver receiver, List<String> tree) {
            List<String> runs = tree.stream().map(CrashClusterIT::run).toList();
            return receiver.signals().stream()
                    .map(Signal::run)
                    .filter(runs::contains)
                    .toList();
        }

        private static int open(List<String> tree) {
            return Integer.parseInt(Cluster.shared()
                    .database()
                    .sql("select count(*) from AGENT_RUN where STATE = 'active' and ROOT_ID = '" + run(tree.get(0))
                            + "'")
                    .get(0));
        }
    }

    /** While the cluster notices that a member is dead, Keycloak can fail to answer; what it may never do is to accept. */
    private static boolean active(TestRealm node, String token) {
        return Eventually.get("answer", SOON, () -> {
            Reply reply = node.tokens().introspect(node.calendarApi(), token);
            return reply.status() == 200
                    ? Optional.of(reply.body().path("active").asBoolean())
                    : Optional.empty();
        });
    }

    /** The same for what goes before a round. */
    private static <T> T whenTheClusterHasSettled(Supplier<T> work) {
        return Eventually.get("settled cluster", SOON.multipliedBy(2), () -> {
            try {
                return Optional.of(work.get());
            } catch (IllegalStateException | UncheckedIOException notYet) {
                return Optional.empty();
            }
        });
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
