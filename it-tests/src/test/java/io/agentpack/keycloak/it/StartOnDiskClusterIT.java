package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decision 7: a run is on disk before its token leaves, its session with it. Keycloak's own sessions get there up to 0.2 s later. */
@OnCluster
class StartOnDiskClusterIT {
    private static final int STARTS = 20;
    /** What the server itself writes now and then may be on its way while we look. */
    private static final int QUIET = 15;

    private static TestRealm realm;
    private static AgentInstance planner;
    private static String human;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Cluster.shared().first(), "on-disk")
                .agent(AgentSpec.delegated("planner"))
                .create();
        planner = realm.instanceOf("planner");
        human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
    }

    @Test
    void nothingIsLeftToFlushWhenTheAnswerIsThere() {
        long flushed = IntStream.range(0, STARTS)
                .mapToObj(i -> start())
                .filter(run -> database("pg_current_wal_insert_lsn() = pg_current_wal_flush_lsn()")
                        .equals("t"))
                .count();

        assertThat(flushed).isGreaterThanOrEqualTo(QUIET);
    }

    @Test
    void theRunItsSessionAndItsClientSessionAreThere() {
        String run = start();

        assertThat(database("(select count(*) from agent_run where id = '" + run + "')"))
                .isEqualTo("1");
        assertThat(database("(select count(*) from offline_user_session where user_session_id = '" + run + "')"))
                .isEqualTo("1");
        assertThat(database("(select count(*) from offline_client_session where user_session_id = '" + run + "')"))
                .isEqualTo("1");
    }

    private static String database(String expression) {
        return Cluster.shared().database().sql("select " + expression).get(0);
    }

    private static String start() {
        String token = realm.tokens().exchange(planner).subject(human).accessToken();
        return Tokens.claims(token).at("/run/id").asText();
    }
}
