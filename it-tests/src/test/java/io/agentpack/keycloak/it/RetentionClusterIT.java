package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.AgedRows.aged;
import static io.agentpack.keycloak.it.AgedRows.count;
import static io.agentpack.keycloak.it.AgedRows.expired;
import static io.agentpack.keycloak.it.AgedRows.gone;
import static io.agentpack.keycloak.it.AgedRows.in;
import static io.agentpack.keycloak.it.AgedRows.rowsOf;
import static io.agentpack.keycloak.it.AgedRows.signal;
import static io.agentpack.keycloak.it.AgedRows.sql;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What has been kept for as long as the options say is deleted with all that belongs to it; nothing younger is, and nothing that lives. */
@OnCluster
class RetentionClusterIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static TestRealm realm;
    private static SignalReceiver calendar;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private final String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Cluster.shared().first(), "retention")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.scope.ceiling", MAIL_SEND)
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1")
                        .with("oidc.ciba.grant.enabled", "true"))
                .agent(AgentSpec.delegated("researcher"))
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
    void aRunGoesWithAllThatBelongsToItAYearAfterItsEndAndNotADayBefore() {
        List<String> old = ended(tree());
        List<String> young = ended(tree());
        List<String> alive = tree();
        String all = rowsOf(old);
        assertThat(all.split(",")).as("runs, APIs, requests, journal, causes").doesNotContain("0");
        assertThat(rowsOf(young)).isEqualTo(all);
        String living = rowsOf(alive);

        sql("begin;" + aged(old, 366) + aged(young, 364) + AgedRows.started(alive, 400) + "commit");

        Eventually.get(
                "deletion of the old tree", SOON, () -> Optional.of(rowsOf(old)).filter("0,0,0,0,0"::equals));
        assertThat(rowsOf(young)).isEqualTo(all);
        assertThat(rowsOf(alive)).isEqualTo(living);
        realm.admin().agents().run(old.get(0)).expect(404);
        realm.admin().agents().run(young.get(1)).expect(200);
        assertThat(realm.admin().agents().run(alive.get(1)).body().path("state").asText())
                .isEqualTo("active");
    }

    @Test
    void aSignalGoesAMonthAfterItWasDeliveredOrGivenUpAndOneThatIsDueNever() {
        String run = ended(tree()).get(0);
        sql("begin;" + signal(run, "old-delivered", "delivered", 31) + signal(run, "new-delivered", "delivered", 29)
                + signal(run, "old-dead", "dead", 31) + signal(run, "new-dead", "dead", 29)
                + signal(run, "old-pending", "pending", 400) + "commit");

        Eventually.get("deletion of old signals", SOON, () -> gone(count("AGENT_SIGNAL", "ID like 'old-de%'")));
        assertThat(count("AGENT_SIGNAL", "ID in ('new-delivered', 'new-dead', 'old-pending')"))
                .isEqualTo("3");
        sql("delete from AGENT_SIGNAL where ID in ('new-delivered', 'new-dead', 'old-pending')");
    }

    @Test
    void aRequestOfWhichNoRunCameGoesAYearAfterItsTime() {
        String old = askedByBackchannel();
        String young = askedByBackchannel();
        sql("begin;" + expired(old, 366) + expired(young, 364) + "commit");

        Eventually.get("deletion of the old request", SOON, () -> gone(count("AGENT_APPROVAL", "ID = '" + old + "'")));
        assertThat(count("AGENT_APPROVAL", "ID = '" + young + "'")).isEqualTo("1");
    }

    @Test
    void theRunsOfARealmGoWithIt() {
        TestRealm gone = TestRealm.in(Cluster.shared().first(), "retention-gone")
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        String run = run(gone.tokens()
                .clientCredentials(gone.instanceOf("nightly"), MAIL_SEND)
                .accessToken());
        gone.admin().deleteRealm();

        Eventually.get("deletion of its runs", SOON, () -> gone(count("AGENT_RUN", "ID = '" + run + "'")));
    }

    private String start() {
        return realm.tokens().exchange(planner).subject(human).accessToken();
    }

    /** A run with a granted request and a journal, and a child of it: their ids. */
    private List<String> tree() {
        String token = start();
        String run = run(token);
        String child = run(realm.tokens().exchange(researcher).subject(token).accessToken());
        realm.tokens()
                .exchange(planner)
                .subject(token)
                .scope(CALENDAR_READ, MAIL_SEND)
                .deferrable()
                .send()
                .expect(200);
        realm.admin().agents().suspend(run).expect(204);
        realm.admin().agents().resume(run).expect(204);
        return List.of(run, child);
    }

    /** The same, when all of it is recorded as over and told, and the id of their cause. */
    private static List<String> ended(List<String> tree) {
        realm.admin().agents().revoke(tree.get(0), "enough").expect(204);
        Eventually.get("the end of all of it", SOON, () -> Optional.of(count(
                        "AGENT_RUN r join AGENT_CAUSE c on c.ID = r.CAUSE_ID",
                        "r.ID in " + in(tree) + " and r.ENDED_AT is not null and c.STATE = 'done'"))
                .filter("2"::equals));
        Eventually.get("its signals", SOON, () -> Optional.of(
                        count("AGENT_SIGNAL", "RUN_ID in " + in(tree) + " and STATE = 'delivered'"))
                .filter(signals -> !signals.equals("0")));
        String cause = sql("select CAUSE_ID from AGENT_RUN where ID = '" + tree.get(0) + "'");
        return List.of(tree.get(0), tree.get(1), cause);
    }

    private String askedByBackchannel() {
        realm.tokens()
                .form("/protocol/openid-connect/ext/ciba/auth")
                .by(planner)
                .param("scope", "openid " + CALENDAR_WRITE)
                .param("login_hint", realm.alice().username())
                .send()
                .expect(200);
        return realm.admin()
                .agents()
                .approvals("state=pending&max=1")
                .body()
                .path(0)
                .path("id")
                .asText();
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
