package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.Postgres;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The database keeps its connections and answers nothing, which is worse than being gone. With a limit on how long Keycloak waits for it (for the administrator to
 * set; else five minutes) requests are answered all the same, nothing is issued, and nobody has to help afterwards.
 * Part of {@code mvn -Pcrash verify}.
 */
@OnCluster
@EnabledIfSystemProperty(named = "hung.seconds", matches = "[1-9]\\d*")
class DatabaseHungClusterIT {
    private static final Duration HUNG = Duration.ofSeconds(Integer.getInteger("hung.seconds", 0));
    /** Keycloak waits for its database a second longer than for a transaction, whatever the driver is told. */
    private static final Duration LIMIT = Duration.ofSeconds(12);
    /** And once or twice for a new connection; on a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private TestRealm realm;

    @Test
    void whileItHangsRequestsAreAnsweredNothingIsIssuedAndAfterwardsEverythingGoesOn() {
        try (Postgres database = Postgres.start(false);
                KeycloakServer server = Keycloak.start(
                        ServerSpec.withPack()
                                .named("hung")
                                .options(
                                        "--transaction-default-timeout=" + LIMIT.toSeconds() + "s",
                                        "--db-connect-timeout=3s"),
                        database)) {
            hang(server, database);
        }
    }

    private void hang(KeycloakServer server, Postgres database) {
        realm = TestRealm.in(server, "hung")
                .agent(AgentSpec.delegated("planner"))
                .create();
        try (SignalReceiver calendar = realm.receiverFor(realm.calendarApi())) {
            tell(database, calendar);
        }
    }

    private void tell(Postgres database, SignalReceiver calendar) {
        AgentInstance planner = realm.instanceOf("planner");
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String token = realm.tokens().exchange(planner).subject(human).accessToken();
        String doomed = realm.tokens().exchange(planner).subject(human).accessToken();
        assertThat(active(token)).isTrue();
        int runs = runs(database);
        Asked exchanges = new Asked();
        Asked introspections = new Asked();
        Asked stops = new Asked();

        database.hang();
        try {
            long until = System.nanoTime() + HUNG.toNanos();
            while (System.nanoTime() < until) {
                Reply exchange = exchanges.ask(
                        () -> realm.tokens().exchange(planner).subject(human).send());
                assertThat(exchange.string("access_token")).isNull();
                introspections.ask(() -> realm.tokens().introspect(realm.calendarApi(), token));
                stops.ask(() -> realm.tokens().revoke(planner, doomed));
            }
        } finally {
            database.goOn();
        }

        System.out.printf("[hung] exchanges %s; introspections %s; stops %s%n", exchanges, introspections, stops);
        exchanges.assertRefusedInTime();
        stops.assertRefusedInTime();
        introspections.assertInTime();
        long back = System.nanoTime();
        Eventually.get("token", RECOVERY, () -> {
            Reply reply = realm.tokens()
                    .exchange(realm.instanceOf("planner"))
                    .subject(human)
                    .send();
            return reply.status() == 200 ? Optional.of(reply) : Optional.empty();
        });
        System.out.printf(
                "[hung] issued again %d ms after it went on%n",
                Duration.ofNanos(System.nanoTime() - back).toMillis());
        assertThat(runs(database)).as("one run more, no half ones").isEqualTo(runs + 1);
        realm.admin().agents().revoke(run(doomed), "test").expect(204, 409);
        calendar.await(told -> told.run().equals(run(doomed)), RECOVERY);
        assertThat(active(doomed)).isFalse();
        assertThat(active(token)).isTrue();
    }

    /** How requests of one kind were answered. */
    private static final class Asked {
        private final LongSummaryStatistics millis = new LongSummaryStatistics();
        private final TreeMap<Integer, Integer> statuses = new TreeMap<>();

        Reply ask(Supplier<Reply> request) {
            long start = System.nanoTime();
            Reply reply = request.get();
            millis.accept(Duration.ofNanos(System.nanoTime() - start).toMillis());
            statuses.merge(reply.status(), 1, Integer::sum);
            return reply;
        }

        void assertInTime() {
            assertThat(millis.getCount()).isPositive();
            assertThat(millis.getMax()).isLessThan(BOUND.toMillis());
        }

        void assertRefusedInTime() {
            assertInTime();
            assertThat(statuses.keySet()).allMatch(status -> status >= 500);
        }

        @Override
        public String toString() {
            return statuses + " in " + millis.getMin() + "-" + millis.getMax() + " ms";
        }
    }

    private static int runs(Postgres database) {
        return Integer.parseInt(database.sql("select count(*) from AGENT_RUN").get(0));
    }

    private boolean active(String token) {
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
