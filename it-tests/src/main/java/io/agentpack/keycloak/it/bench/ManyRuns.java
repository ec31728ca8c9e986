package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.Postgres;

/** Fills the database with live runs, each with its row, audiences, session and client session: copies of one that was really started. */
record ManyRuns(Postgres database, String run) {
    private static final int AT_ONCE = 100_000;

    void copy(int runs) {
        for (int from = 1; from <= runs; from += AT_ONCE) {
            copy(from, Math.min(runs, from + AT_ONCE - 1));
            System.out.println("[bench] runs in the database: " + count());
        }
        database.sql("analyze agent_run; analyze agent_run_audience; analyze offline_user_session;"
                + " analyze offline_client_session; checkpoint;");
    }

    String count() {
        return database.sql("select count(*) from agent_run").get(0);
    }

    /** Every id keeps its length; the runs have started one after the other. */
    private void copy(int first, int last) {
        String newId = "'" + run.substring(0, 14) + "-' || lpad(n::text, 9, '0')";
        String from = " from generate_series(" + first + ", " + last + ") n, ";
        database.sql("set synchronous_commit = off;"
                + "insert into agent_run select (jsonb_populate_record(null::agent_run, to_jsonb(r)"
                + " || jsonb_build_object('id', " + newId + ", 'root_id', " + newId + ", 'started_at', r.started_at - n"
                + "))).*" + from + "agent_run r where r.id = '" + run + "';"
                + "insert into agent_run_audience select " + newId + ", a.audience" + from
                + "agent_run_audience a where a.run_id = '" + run + "';"
                + session("offline_user_session", newId, from)
                + session("offline_client_session", newId, from));
    }

    private String session(String table, String newId, String from) {
        return "insert into " + table + " select (jsonb_populate_record(null::" + table + ", to_jsonb(s)"
                + " || jsonb_build_object('user_session_id', " + newId + ", 'data', replace(s.data, '" + run + "', "
                + newId + ")))).*" + from + table + " s where s.user_session_id = '" + run + "';";
    }
}
