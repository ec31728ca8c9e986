package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.CopiedRuns;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.Postgres;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * More runs live than the sweep can look at one by one in a minute, and some end without any event while nobody asks about them: that is recorded,
 * and told, within a minute all the same.
 */
@OnCluster
class SilentEndClusterIT {
    private static final int RUNS = 30_000;
    private static final Duration PROMISED = Duration.ofSeconds(60);

    private static TestRealm realm;
    private static SignalReceiver calendar;
    private static Postgres database;
    private static String session;
    private static String model;
    private static List<String> runs;

    @BeforeAll
    static void prepare() {
        database = Cluster.shared().database();
        realm = TestRealm.in(Cluster.shared().first(), "silent")
                .agent(AgentSpec.delegated("planner"))
                .create();
        calendar = realm.receiverFor(realm.calendarApi());
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        session = Tokens.claims(human).path("sid").asText();
        model = Tokens.claims(realm.tokens()
                        .exchange(realm.instanceOf("planner"))
                        .subject(human)
                        .accessToken())
                .at("/run/id")
                .asText();
        runs = CopiedRuns.of(model, RUNS, database).ids();
    }

    @AfterAll
    static void removeCopies() {
        if (calendar != null) {
            calendar.close();
        }
        if (runs != null) {
            String copies = " like '" + runs.get(0).substring(0, 15) + "%'";
            database.sql("delete from agent_run where id" + copies
                    + "; delete from offline_client_session where user_session_id" + copies
                    + "; delete from offline_user_session where user_session_id" + copies);
        }
    }

    @Test
    void whatKeycloaksTablesShowIsRecordedAndToldWithinAMinute() {
        String itsOwn = fromTheEnd(1);
        String humans = fromTheEnd(2);
        String idle = fromTheEnd(3);
        String disabled = fromTheEnd(4);
        String untouched = fromTheEnd(5);

        database.sql("delete from offline_client_session where user_session_id = '" + itsOwn + "'; "
                + "delete from offline_user_session where user_session_id = '" + itsOwn + "'");
        hangOn(humans, "human_session_id", session, "no-such-session");
        database.sql(
                "insert into offline_user_session select (jsonb_populate_record(null::offline_user_session, to_jsonb(s)"
                        + " || jsonb_build_object('user_session_id', 'idle-session', 'last_session_refresh', 1000))).*"
                        + " from offline_user_session s where s.user_session_id = '" + session + "'");
        hangOn(idle, "human_session_id", session, "idle-session");
        String person = realm.admin().users().create("disabled-by-sql", "password");
        database.sql("update user_entity set enabled = false where id = '" + person + "'");
        hangOn(disabled, "subject_id", realm.alice().id(), person);
        database.sql("update offline_user_session set user_id = '" + person + "' where user_session_id = '" + disabled
                + "'");

        long start = System.nanoTime();
        assertEnded(itsOwn, "run_session_ended");
        assertEnded(humans, "session_ended");
        assertEnded(idle, "session_ended");
        assertEnded(disabled, "user_disabled");
        System.out.printf("[silent] recorded %.1f s after, next to %d runs%n", (System.nanoTime() - start) / 1e9, RUNS);
        assertThat(state(untouched).path("state").asText()).isEqualTo("active");
        assertThat(state(model).path("state").asText()).isEqualTo("active");
    }

    private static String fromTheEnd(int number) {
        return runs.get(RUNS - number);
    }

    /** Both in the row, by which it is found, and in the session, by which it is checked. */
    private static void hangOn(String run, String column, String before, String now) {
        database.sql("update agent_run set " + column + " = '" + now + "' where id = '" + run + "'; "
                + "update offline_user_session set data = replace(data, '" + before + "', '" + now
                + "') where user_session_id = '" + run + "'");
    }

    private static void assertEnded(String run, String cause) {
        JsonNode row = Eventually.get("record", PROMISED, () -> Optional.of(state(run))
                .filter(found -> !found.path("state").asText().equals("active")));
        assertThat(row.path("state").asText()).isEqualTo("revoked");
        assertThat(row.path("cause").asText()).isEqualTo(cause);
        calendar.await(told -> told.run().equals(run), PROMISED);
    }

    private static JsonNode state(String run) {
        return realm.admin().agents().run(run).expect(200).body();
    }
}
