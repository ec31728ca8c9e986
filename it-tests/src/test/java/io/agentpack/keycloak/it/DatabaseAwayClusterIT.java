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
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.Postgres;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back: nothing is issued or stopped by halves meanwhile, and nobody has to help afterwards. */
@OnCluster
class DatabaseAwayClusterIT {
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away.seconds", 5));
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static TestRealm realm;
    private static SignalReceiver calendar;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Cluster.shared().first(), "away")
                .agent(AgentSpec.delegated("planner"))
                .create();
        calendar = realm.receiverFor(realm.calendarApi());
    }

    @AfterAll
    static void close() {
        if (calendar != null) {
            calendar.close();
        }
    }

    @Test
    void whileItIsAwayNothingIsIssuedAndAfterwardsEverythingGoesOn() {
        AgentInstance planner = realm.instanceOf("planner");
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String token = realm.tokens().exchange(planner).subject(human).accessToken();
        assertThat(introspect(token).body().path("active").asBoolean()).isTrue();
        int runs = runs();
        Postgres database = Cluster.shared().database();

        database.down();
        List<Reply> exchanges = new ArrayList<>();
        List<Reply> introspections = new ArrayList<>();
        long until = System.nanoTime() + AWAY.toNanos();
        while (System.nanoTime() < until) {
            exchanges.add(realm.tokens().exchange(planner).subject(human).send());
            introspections.add(introspect(token));
            Eventually.pause(Duration.ofMillis(300));
        }
        database.up();

        assertThat(exchanges).isNotEmpty().allSatisfy(reply -> {
            assertThat(reply.status()).as(reply.toString()).isGreaterThanOrEqualTo(500);
            assertThat(reply.string("access_token")).isNull();
        });
        assertThat(introspections)
                .allSatisfy(reply -> assertThat(reply.status()).isIn(200, 500, 503));
        System.out.println("[away] exchanges answered "
                + exchanges.stream().map(Reply::status).distinct().toList() + ", introspections "
                + introspections.stream().map(Reply::status).distinct().toList());

        long back = System.nanoTime();
        String later = Eventually.get("token", RECOVERY, () -> {
            Reply reply = realm.tokens()
                    .exchange(realm.instanceOf("planner"))
                    .subject(human)
                    .send();
            return Optional.ofNullable(reply.status() == 200 ? reply.accessToken() : null);
        });
        System.out.println("[away] issued again "
                + Duration.ofNanos(System.nanoTime() - back).toMillis() + " ms after it was back");
        assertThat(runs()).as("one run more, no half ones").isEqualTo(runs + 1);
        realm.admin().agents().revoke(run(later), "test").expect(204);
        calendar.await(told -> told.run().equals(run(later)), RECOVERY);
        assertThat(introspect(later).body().path("active").asBoolean()).isFalse();
        assertThat(introspect(token).body().path("active").asBoolean()).isTrue();
    }

    private static int runs() {
        return Integer.parseInt(Cluster.shared()
                .database()
                .sql("select count(*) from AGENT_RUN where AGENT = 'planner'")
                .get(0));
    }

    private static Reply introspect(String token) {
        return realm.tokens().introspect(realm.calendarApi(), token);
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
