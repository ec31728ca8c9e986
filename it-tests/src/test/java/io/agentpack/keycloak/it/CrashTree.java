package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.CopiedRuns;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run that touches two APIs, and many under it: what the database must say about them.
 *
 * @param tokens of the first run and of one under it
 * @param runs all of it
 */
record CrashTree(List<String> tokens, Set<String> runs) {
    /**
     * Lease of a cause 10 s and of a signal 30 s, each looked for every 5 s, and the work itself on a machine that starts a Keycloak at the
     * same time.
     */
    static final Duration BOUND = Duration.ofSeconds(90);

    private static final int RECEIVERS = 2;

    static CrashTree grow(TestRealm node, int size) {
        String human = node.humanToken(node.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND);
        String root = node.tokens()
                .exchange(node.instanceOf("planner"))
                .subject(human)
                .accessToken();
        String child = node.tokens()
                .exchange(node.instanceOf("researcher"))
                .subject(root)
                .accessToken();
        Set<String> runs = new TreeSet<>(List.of(run(root), run(child)));
        runs.addAll(CopiedRuns.of(run(child), size - 2, database()).ids());
        return new CrashTree(List.of(root, child), runs);
    }

    String root() {
        return run(tokens.get(0));
    }

    boolean isRecordedAsStopped() {
        return count("AGENT_RUN where ID = '" + root() + "' and STATE <> 'active'") == 1;
    }

    /** Neither a run, nor a cause, nor a signal. */
    void assertRecordedAsLive() {
        assertThat(count("AGENT_RUN where STATE = 'active' and CAUSE_ID is null and ROOT_ID = '" + root() + "'"))
                .isEqualTo(runs.size());
        assertThat(count("AGENT_SIGNAL where RUN_ID in (" + idsOfAll() + ")")).isZero();
    }

    /** All under one cause, and a signal for every run and receiver. */
    void awaitRecorded() {
        await("record of " + runs.size() + " ends", "AGENT_RUN where STATE = 'active' and ROOT_ID = '" + root() + "'");
        assertThat(database()
                        .sql("select count(*), count(distinct CAUSE_ID) from AGENT_RUN where STATE in"
                                + " ('revoked', 'cascaded') and ROOT_ID = '" + root() + "'"))
                .containsExactly(runs.size() + "|1");
        assertThat(database()
                        .sql("select count(*), count(distinct RUN_ID || RECEIVER), count(distinct CAUSE_ID)"
                                + " from AGENT_SIGNAL where RUN_ID in (" + idsOfAll() + ")"))
                .containsExactly(runs.size() * RECEIVERS + "|" + runs.size() * RECEIVERS + "|1");
    }

    void awaitDelivered() {
        await("delivery", "AGENT_SIGNAL where STATE <> 'delivered' and RUN_ID in (" + idsOfAll() + ")");
    }

    /** Nothing of the cause is left to do, not even a session to remove. */
    void awaitWorkedOff() {
        await("end of the work", "AGENT_CAUSE where STATE <> 'done' and " + causeOfThis());
        assertThat(count("OFFLINE_USER_SESSION where USER_SESSION_ID in (" + idsOfAll() + ")"))
                .isZero();
    }

    /** For people: what there is about it in the database. */
    String rows() {
        return "run: "
                + database()
                        .sql("select STATE, CAUSE, count(*) from AGENT_RUN where ROOT_ID = '" + root()
                                + "' group by STATE, CAUSE")
                + "\ncause: " + database().sql("select * from AGENT_CAUSE where " + causeOfThis())
                + "\nsignals: "
                + database()
                        .sql("select RECEIVER, STATE, ATTEMPTS, LEASED_BY, DUE_AT, LEASED_UNTIL,"
                                + " LAST_ERROR, count(*), min(RUN_ID) from AGENT_SIGNAL where RUN_ID in (" + idsOfAll()
                                + ") group by RECEIVER, STATE, ATTEMPTS, LEASED_BY, DUE_AT, LEASED_UNTIL, LAST_ERROR");
    }

    private static void await(String what, String none) {
        Eventually.get(what, BOUND, () -> count(none) == 0 ? Optional.of(true) : Optional.empty());
    }

    private static int count(String from) {
        return Integer.parseInt(database().sql("select count(*) from " + from).get(0));
    }

    private String causeOfThis() {
        return "ID in (select CAUSE_ID from AGENT_RUN where ROOT_ID = '" + root() + "')";
    }

    private String idsOfAll() {
        return "select ID from AGENT_RUN where ROOT_ID = '" + root() + "'";
    }

    private static Postgres database() {
        return Cluster.shared().database();
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
