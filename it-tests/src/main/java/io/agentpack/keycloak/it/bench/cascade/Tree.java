package io.agentpack.keycloak.it.bench.cascade;

import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Postgres;

/**
 * A tree of runs: the first two are made by token exchange, all others are copies of the second in the database, with its row, its audiences, its
 * session and its client session. As many hand-overs would take hours.
 *
 * @param root token of the first run
 * @param child token of the second
 */
record Tree(String root, String child, int size) {

    static Tree of(int size, TestRealm realm, Postgres database) {
        String human =
                realm.humanToken(realm.alice(), TestRealm.agentScope(CascadeBench.PLANNER), TestRealm.CALENDAR_READ);
        String root = realm.tokens()
                .exchange(realm.instanceOf(CascadeBench.PLANNER))
                .subject(human)
                .accessToken();
        if (size == 1) {
            return new Tree(root, root, 1);
        }
        String child = realm.tokens()
                .exchange(realm.instanceOf(CascadeBench.RESEARCHER))
                .subject(root)
                .accessToken();
        copy(run(child), size - 2, database);
        return new Tree(root, child, size);
    }

    String rootRun() {
        return run(root);
    }

    int open(Postgres database) {
        return Integer.parseInt(
                database.sql("select count(*) from AGENT_RUN where STATE = 'active' and ROOT_ID = '" + rootRun() + "'")
                        .get(0));
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }

    /** Every id keeps its length. */
    private static void copy(String run, int copies, Postgres database) {
        String newId = "'" + run.substring(0, 14) + "-' || lpad(n::text, 9, '0')";
        String from = " from generate_series(1, " + copies + ") n, ";
        database.sql("insert into agent_run select (jsonb_populate_record(null::agent_run, to_jsonb(r)"
                + " || jsonb_build_object('id', " + newId + "))).*" + from + "agent_run r where r.id = '" + run + "';"
                + "insert into agent_run_audience select " + newId + ", a.audience" + from
                + "agent_run_audience a where a.run_id = '" + run + "';"
                + session("offline_user_session", run, newId, from)
                + session("offline_client_session", run, newId, from)
                + "analyze agent_run; analyze offline_user_session; analyze offline_client_session;");
    }

    private static String session(String table, String run, String newId, String from) {
        return "insert into " + table + " select (jsonb_populate_record(null::" + table + ", to_jsonb(s)"
                + " || jsonb_build_object('user_session_id', " + newId + ", 'data', replace(s.data, '" + run + "', "
                + newId + ")))).*" + from + table + " s where s.user_session_id = '" + run + "';";
    }
}
