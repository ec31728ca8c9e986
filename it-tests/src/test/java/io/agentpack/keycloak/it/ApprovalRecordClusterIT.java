package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever edits the record of a request in the database is found out, and gains nothing by it. */
@OnCluster
class ApprovalRecordClusterIT {
    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
    private String code;
    private String id;
    private String run;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Cluster.shared().first(), "approval-record")
                .agent(AgentSpec.delegated("planner"))
                .create();
    }

    @Test
    void anEditAfterwardsShows() {
        ask();
        realm.approvals(human).approve(id, "Fine").expect(204);
        realm.tokens().poll(planner, code).expect(200);
        assertThat(intact()).isTrue();

        for (String edit : new String[] {
            "DECIDED_BY = '" + realm.bob().id() + "'",
            "DECIDED_AT = DECIDED_AT - 1000",
            "STATE = 'refused'",
            "ASKED = '" + MAIL_SEND + "'",
            "NOTE = 'Never'",
            "GOAL = 'Another one'",
            "TOKEN_ID = 'another'"
        }) {
            String column = edit.substring(0, edit.indexOf(' '));
            String before = sql("select " + column + " from AGENT_APPROVAL where ID = '" + id + "'");
            sql("update AGENT_APPROVAL set " + edit + " where ID = '" + id + "'");
            assertThat(intact()).as(edit).isFalse();
            sql("update AGENT_APPROVAL set " + column + " = '" + before + "' where ID = '" + id + "'");
            assertThat(intact()).as(column + " as it was").isTrue();
        }
        sql("update AGENT_APPROVAL set SEAL = null where ID = '" + id + "'");
        assertThat(intact()).isFalse();
    }

    @Test
    void whoWidensWhatWasApprovedGetsNothing() {
        ask();
        realm.approvals(human).approve(id).expect(204);
        sql("update AGENT_APPROVAL set ASKED = '" + MAIL_SEND + "' where ID = '" + id + "'");

        assertThat(realm.tokens().poll(planner, code).error()).isEqualTo("invalid_grant");
        assertThat(intact()).isFalse();
    }

    @Test
    void whoApprovesInTheTableGetsNothing() {
        ask();
        sql("update AGENT_APPROVAL set STATE = 'approved', DECIDER = 'approver', DECIDED_BY = '"
                + realm.alice().id() + "', DECIDED_AT = REQUESTED_AT + 1 where ID = '" + id + "'");

        assertThat(realm.tokens().poll(planner, code).error()).isEqualTo("invalid_grant");
        realm.runs(human).revokeMine(run).expect(204);
        assertThat(record().path("state").asText()).as("its run still ends it").isEqualTo("cancelled");
        assertThat(intact()).isFalse();
    }

    @Test
    void whatIsBlankedBecauseAPersonIsGoneIsNoEdit() {
        ask();
        realm.approvals(human).refuse(id, "Private words").expect(204);

        sql("update AGENT_APPROVAL set GOAL = null, NOTE = null, REQUEST = '{}' where ID = '" + id + "'");

        assertThat(record().has("reason")).isFalse();
        assertThat(intact()).isTrue();
    }

    private void ask() {
        String base = realm.tokens().exchange(planner).subject(human).accessToken();
        run = Tokens.claims(base).at("/run/id").asText();
        code = realm.tokens()
                .exchange(planner)
                .subject(base)
                .scope(CALENDAR_READ, CALENDAR_WRITE)
                .run("goal", "Move the meeting")
                .deferrable()
                .send()
                .string("deferral_code");
        id = realm.admin()
                .agents()
                .approvals("run=" + run)
                .body()
                .path(0)
                .path("id")
                .asText();
    }

    private boolean intact() {
        return record().path("intact").asBoolean();
    }

    private JsonNode record() {
        return realm.admin().get("/agents/approvals/" + id).expect(200).body();
    }

    private static String sql(String statement) {
        return String.join("", Cluster.shared().database().sql(statement));
    }
}
