package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A renewal that lowers limits writes the run's row. It must not write back what a suspension or a stop has just changed there. */
@OnCluster
class LoweringRaceClusterIT {
    private static final int RUNS = 12;
    private static final int RENEWERS = 4;

    private static TestRealm one;
    private static TestRealm two;

    private final AgentInstance planner = one.instanceOf("planner");

    @BeforeAll
    static void prepare() {
        one = TestRealm.in(Cluster.shared().first(), "lowering")
                .agent(AgentSpec.delegated("planner"))
                .create();
        two = one.on(Cluster.shared().second());
    }

    @Test
    void whatIsSuspendedStaysSuspended() {
        for (int i = 0; i < RUNS; i++) {
            String run = whileItLowersItsLimits(id -> one.admin().agents().suspend(id));

            assertThat(state(run)).isEqualTo("suspended");
        }
    }

    @Test
    void whatIsStoppedStaysStopped() {
        for (int i = 0; i < RUNS; i++) {
            String run = whileItLowersItsLimits(id -> one.admin().agents().revoke(id, "test"));

            assertThat(state(run)).isEqualTo("revoked");
        }
    }

    private interface Stop {
        Reply of(String run);
    }

    /** @return id of the run, when nobody asks for anything any more */
    private String whileItLowersItsLimits(Stop stop) {
        String human = one.humanToken(one.alice(), agentScope("planner"), CALENDAR_READ);
        String token = one.tokens().exchange(planner).subject(human).accessToken();
        String run = Tokens.claims(token).at("/run/id").asText();
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger duration = new AtomicInteger(3000);
        AtomicInteger lowered = new AtomicInteger();
        List<CompletableFuture<Void>> renewers = IntStream.range(0, RENEWERS)
                .mapToObj(number -> CompletableFuture.runAsync(() -> {
                    TestRealm node = number % 2 == 0 ? one : two;
                    while (!stopped.get()) {
                        int status = node.tokens()
                                .exchange(planner)
                                .subject(token)
                                .run("max_duration", duration.decrementAndGet())
                                .send()
                                .status();
                        assertThat(status).isIn(200, 400);
                        lowered.addAndGet(status == 200 ? 1 : 0);
                    }
                }))
                .toList();
        while (lowered.get() < RENEWERS) {
            Thread.onSpinWait();
        }
        stop.of(run).expect(204);
        stopped.set(true);
        renewers.forEach(CompletableFuture::join);
        return run;
    }

    private static String state(String run) {
        return one.admin().agents().run(run).expect(200).string("state");
    }
}
