package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.ClusterNode;
import io.agentpack.keycloak.it.kit.signals.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A node is killed while trees are stopped and receivers told: each stop has happened wholly or not at all (I6); if it has, everything is refused
 * (I4), recorded, and told at least once (I5); if it has not, nobody is told. {@code mvn -Pcrash verify} does it a hundred times;
 * the ordinary suite leaves it out. {@code -Dcrash.seed=N} plays the same dice again.
 */
@OnCluster
@EnabledIfSystemProperty(named = "crash.rounds", matches = "[1-9]\\d*")
class CrashClusterIT {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 0);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final Duration SETTLED = Duration.ofMinutes(3);
    /** Sizes of the trees that are stopped in a round: some over before the kill, some under way for seconds. */
    private static final List<Integer> SIZES = List.of(2, 10, 60, 250);

    private static TestRealm realm;
    private static CrashReceivers receivers;
    /** What is still to be looked at on nodes that are starting again. */
    private final Map<ClusterNode, Runnable> whenBack = new HashMap<>();

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Cluster.shared().first(), "crash")
                .setting("accessTokenLifespan", 3600)
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.token.max-lifetime", "900")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher").with("agent.token.max-lifetime", "900"))
                .create();
        receivers = new CrashReceivers(realm);
        // So that they know the realm's keys before a node dies that they could ask.
        CrashTree first = CrashTree.grow(realm, 2);
        realm.admin().agents().revoke(first.root(), "test").expect(204);
        receivers.awaitTold(first, Duration.ofSeconds(60));
    }

    @AfterAll
    static void close() {
        if (receivers != null) {
            receivers.close();
        }
    }

    @Test
    void whateverIsUnderWayWhenANodeDiesHasHappenedWhollyOrNotAtAll() {
        System.out.printf("[crash] %d rounds, -Dcrash.seed=%d%n", ROUNDS, SEED);
        List<ClusterNode> nodes = Cluster.shared().nodes();
        CrashCount count = new CrashCount();
        for (int round = 0; round < ROUNDS; round++) {
            ClusterNode victim = nodes.get(round % nodes.size());
            ClusterNode survivor = nodes.get((round + 1) % nodes.size());
            awaitBack(victim);
            awaitBack(survivor);
            new Round(realm.on(victim), realm.on(survivor), victim, new Random(SEED + round), count)
                    .play(round, whenBack);
            System.out.printf("[crash] round %d of %d held; so far %s%n", round + 1, ROUNDS, count);
        }
        nodes.forEach(this::awaitBack);
        receivers.assertNothingRefused();
        System.out.printf(
                "[crash] %d rounds of seed %d held: %s; %d signals for %d that had to come%n",
                ROUNDS, SEED, count, receivers.arrived(), receivers.different());
    }

    private void awaitBack(ClusterNode node) {
        Runnable check = whenBack.remove(node);
        if (check != null) {
            node.awaitReady();
            check.run();
        }
    }

    private record Round(TestRealm dying, TestRealm surviving, ClusterNode victim, Random dice, CrashCount count) {

        void play(int round, Map<ClusterNode, Runnable> whenBack) {
            List<CrashTree> trees = new ArrayList<>();
            SIZES.forEach(size -> trees.add(whenTheClusterHasSettled(() -> CrashTree.grow(surviving, size))));
            CrashTree bystander = whenTheClusterHasSettled(() -> CrashTree.grow(surviving, 2));
            if (round % 3 == 2) {
                receivers.answerNext(Answer.status(503), Answer.acceptedAfter(Duration.ofMillis(300)));
            }

            stopAndKill(trees);
            long killed = System.nanoTime();
            victim.launch();

            CrashEvidence evidence = new CrashEvidence(round, SEED, receivers, trees);
            evidence.with(() -> {
                Eventually.pause(Duration.ofMillis(500)); // the database has seen the connections break
                for (CrashTree tree : trees) {
                    boolean stopped = tree.isRecordedAsStopped();
                    count.stopFound(stopped);
                    if (stopped) {
                        assertRefused(surviving, tree);
                    } else {
                        assertUntouched(tree);
                        whenTheClusterHasSettled(() -> surviving
                                .admin()
                                .agents()
                                .revoke(tree.root(), "test")
                                .expect(204));
                    }
                }
                trees.forEach(CrashTree::awaitRecorded);
                trees.forEach(tree -> receivers.awaitTold(tree, CrashTree.BOUND));
                count.allTold(Duration.ofNanos(System.nanoTime() - killed), trees);
                trees.forEach(CrashTree::awaitDelivered);
                receivers.assertNotTold(bystander);
            });
            whenBack.put(
                    victim,
                    () -> evidence.with(() -> {
                        trees.forEach(tree -> assertRefused(dying, tree));
                        assertThat(active(dying, bystander.tokens().get(1))).isTrue();
                        receivers.assertNotTold(bystander);
                        trees.forEach(CrashTree::awaitWorkedOff);
                    }));
        }

        /** At a random point: while the stops are being made, or while what follows from them is being done. */
        private void stopAndKill(List<CrashTree> trees) {
            boolean whileStopping = dice.nextInt(3) == 0;
            int kill = dice.nextInt(whileStopping ? 300 : 2_000);
            List<CompletableFuture<Void>> stops = trees.stream()
                    .map(tree -> stopAfter(dice.nextInt(100), tree, dice.nextInt(4) == 0 ? surviving : dying))
                    .toList();
            if (!whileStopping) {
                stops.forEach(CompletableFuture::join);
            }
            Eventually.pause(Duration.ofMillis(kill));
            victim.kill();
            stops.forEach(CompletableFuture::join);
        }

        private static CompletableFuture<Void> stopAfter(int millis, CrashTree tree, TestRealm node) {
            return CompletableFuture.runAsync(() -> {
                try {
                    Eventually.pause(Duration.ofMillis(millis));
                    node.admin().agents().revoke(tree.root(), "test");
                } catch (RuntimeException killed) {
                    // What is under test.
                }
            });
        }

        private void assertUntouched(CrashTree tree) {
            tree.assertRecordedAsLive();
            receivers.assertNotTold(tree);
            tree.tokens().forEach(token -> assertThat(active(surviving, token))
                    .as("not stopped, so alive")
                    .isTrue());
        }

        /** A node that the message about the stop never left is asked by the database within two seconds. */
        private static void assertRefused(TestRealm node, CrashTree tree) {
            Duration bound = Duration.ofSeconds(3);
            tree.tokens()
                    .forEach(token -> Eventually.get(
                            "refusal", bound, () -> active(node, token) ? Optional.empty() : Optional.of(true)));
        }
    }

    /** While the cluster notices that a member is dead, Keycloak can fail to answer; what it may never do is to accept. */
    private static boolean active(TestRealm node, String token) {
        return Eventually.get("answer", SETTLED, () -> {
            Reply reply = node.tokens().introspect(node.calendarApi(), token);
            return reply.status() == 200
                    ? Optional.of(reply.body().path("active").asBoolean())
                    : Optional.empty();
        });
    }

    /** The same for what goes before a round. */
    private static <T> T whenTheClusterHasSettled(Supplier<T> work) {
        return Eventually.get("settled cluster", SETTLED, () -> {
            try {
                return Optional.of(work.get());
            } catch (IllegalStateException | UncheckedIOException notYet) {
                return Optional.empty();
            }
        });
    }
}
