package io.agentpack.keycloak.it.kit.realm;

import io.agentpack.keycloak.it.kit.server.Postgres;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Copies of a run in the database, with its row, its audiences, its session and its client session: siblings of it. As many hand-overs would take
 * hours.
 */
public final class CopiedRuns {
    private final String run;
    private final int copies;

    private CopiedRuns(String run, int copies) {
        this.run = run;
        this.copies = copies;
    }

    public static CopiedRuns of(String run, int copies, Postgres database) {
        CopiedRuns copied = new CopiedRuns(run, copies);
        if (copies > 0) {
            copied.insertInto(database);
        }
        return copied;
    }

    public List<String> ids() {
        return IntStream.rangeClosed(1, copies)
                .mapToObj(number -> prefix() + String.format("%09d", number))
                .toList();
    }

    /** Every id keeps its length. */
    private String prefix() {
        return run.substring(0, 14) + "-";
    }

    private void insertInto(Postgres database) {
        String newId = "'" + prefix() + "' || lpad(n::text, 9, '0')";
        String from = " from generate_series(1, " + copies + ") n, ";
        // All at once: a run without a session is one whose session was ended.
        database.sql("begin; insert into agent_run select (jsonb_populate_record(null::agent_run, to_jsonb(r)"
                + " || jsonb_build_object('id', " + newId + "))).*" + from + "agent_run r where r.id = '" + run + "';"
                + "insert into agent_run_audience select " + newId + ", a.audience" + from
                + "agent_run_audience a where a.run_id = '" + run + "';"
                + session("offline_user_session", newId, from)
                + session("offline_client_session", newId, from)
                + "commit;"
                + (copies < 1_000
                        ? ""
                        : "analyze agent_run; analyze offline_user_session; analyze offline_client_session;"));
    }

    private String session(String table, String newId, String from) {
        return "insert into " + table + " select (jsonb_populate_record(null::" + table + ", to_jsonb(s)"
                + " || jsonb_build_object('user_session_id', " + newId + ", 'data', replace(s.data, '" + run + "', "
                + newId + ")))).*" + from + table + " s where s.user_session_id = '" + run + "';";
    }
}
