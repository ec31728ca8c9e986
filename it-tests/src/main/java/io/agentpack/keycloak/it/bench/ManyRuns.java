package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.Postgres;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        String newData = "replace(r.data, '" + run + "', " + newId + ")";
        String from = " from generate_series(" + first + ", " + last + ") n, ";
        database.sql("set synchronous_commit = off;"
                + copy("agent_run", "id", Map.of("id", newId, "root_id", newId, "started_at", "r.started_at - n"), from)
                + copy("agent_run_audience", "run_id", Map.of("run_id", newId), from)
                + copy("offline_user_session", "user_session_id", session(newId, newData), from)
                + copy("offline_client_session", "user_session_id", session(newId, newData), from));
    }

    private static Map<String, String> session(String newId, String newData) {
        return Map.of("user_session_id", newId, "data", newData);
    }

    private String copy(String table, String key, Map<String, String> changed, String from) {
        List<String> columns = database.sql("select column_name from information_schema.columns where table_name = '"
                + table + "' order by ordinal_position");
        String values = columns.stream()
                .map(column -> changed.getOrDefault(column, "r." + column))
                .collect(Collectors.joining(", "));
        return "insert into " + table + " (" + String.join(", ", columns) + ") select " + values + from + table
                + " r where r." + key + " = '" + run + "';";
    }
}
