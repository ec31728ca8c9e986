package io.agentpack.keycloak.it;

import io.agentpack.keycloak.it.kit.server.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Rows of the ledger as they will be after many days. */
final class AgedRows {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private AgedRows() {}

    /** How many rows there are, by table. */
    static String rowsOf(List<String> tree) {
        return String.join(
                ",",
                count("AGENT_RUN", "ID in " + in(tree)),
                count("AGENT_RUN_AUDIENCE", "RUN_ID in " + in(tree)),
                count("AGENT_APPROVAL", "RUN_ID in " + in(tree)),
                count("AGENT_RUN_JOURNAL", "RUN_ID in " + in(tree)),
                count("AGENT_CAUSE", "ID in " + in(tree)));
    }

    static String started(List<String> runs, int days) {
        return "update AGENT_RUN set STARTED_AT = STARTED_AT - " + days * DAY + " where ID in " + in(runs) + ";";
    }

    static String aged(List<String> tree, int days) {
        return "update AGENT_RUN set ENDED_AT = ENDED_AT - " + days * DAY + " where ID in " + in(tree)
                + "; update AGENT_CAUSE set HAPPENED_AT = HAPPENED_AT - " + days * DAY + " where ID in " + in(tree)
                + ";";
    }

    /** For another receiver, or it would be the same signal. */
    static String signal(String run, String id, String state, int days) {
        return "insert into AGENT_SIGNAL select (jsonb_populate_record(null::agent_signal, to_jsonb(s)"
                + " || jsonb_build_object('id', '" + id + "', 'receiver', '" + id + "', 'state', '" + state
                + "', 'due_at', " + Long.MAX_VALUE + ", 'ended_at', s.ended_at - " + days * DAY + "))).*"
                + " from AGENT_SIGNAL s where s.ID = (select min(ID) from AGENT_SIGNAL where RUN_ID = '" + run + "');";
    }

    static String expired(String request, int days) {
        return "update AGENT_APPROVAL set EXPIRES_AT = EXPIRES_AT - " + days * DAY + " where ID = '" + request + "';";
    }

    static String count(String from, String where) {
        return sql("select count(*) from " + from + " where " + where);
    }

    static Optional<Boolean> gone(String count) {
        return count.equals("0") ? Optional.of(true) : Optional.empty();
    }

    static String in(List<String> ids) {
        return "('" + String.join("', '", ids) + "')";
    }

    static String sql(String statement) {
        return String.join("", Cluster.shared().database().sql(statement));
    }
}
