package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.server.Cluster;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables on PostgreSQL, upgraded from those of an earlier version that had rows in them. */
@OnCluster
class SchemaClusterIT {
    private static List<String> sql(String query) {
        return Cluster.shared().database().sql(query);
    }

    @BeforeAll
    static void start() {
        Cluster.shared();
    }

    @Test
    void everyChangeHasRunOnce() {
        assertThat(sql("select id from DATABASECHANGELOG_AGENT_LEDG order by orderexecuted"))
                .startsWith("runs-1", "agent-signals-1", "cascade-1", "cascade-2")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatAnEarlierVersionHasStoppedIsNotStoppedAgain() {
        assertThat(sql("select STATE from AGENT_CAUSE where ID = 'cause-of-before'"))
                .containsExactly("done");
    }

    @Test
    void theQueriesOfEverySecondUseAnIndex() {
        assertThat(sql("set enable_seqscan = off; explain select ID from AGENT_RUN where ENDED_AT > 1"))
                .anyMatch(line -> line.contains("idx_agent_run_ended"));
        assertThat(sql("set enable_seqscan = off; explain select ID from AGENT_CAUSE"
                        + " where STATE = 'open' and LEASED_UNTIL <= 1"))
                .anyMatch(line -> line.contains("idx_agent_cause_open"));
    }
}
