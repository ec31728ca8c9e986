package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How PostgreSQL answers what the ledger asks, with the time it takes: {@code plans.txt} next to the figures. */
final class Plans {
    private static final String LIVE = "state in ('active', 'suspended')";
    private static final String NOW = "(extract(epoch from now()) * 1000)::bigint";

    private Plans() {}

    static void write(Postgres database, String run) {
        StringBuilder text = new StringBuilder();
        statements(run).forEach((what, sql) -> {
            List<String> plan = database.sql("explain (analyze, costs off) " + sql);
            text.append("# ").append(what).append('\n').append(sql).append("\n\n");
            plan.forEach(line -> text.append("    ").append(line).append('\n'));
            text.append('\n');
            System.out.printf("[plan] %-50s %s%n", what, plan.get(plan.size() - 1));
        });
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("bench.folder", "target/bench")));
            Files.writeString(folder.resolve("plans.txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> statements(String run) {
        String of = "(select %s from agent_run where id = '" + run + "')";
        String realm = "realm_id = " + of.formatted("realm_id");
        String top = " order by depth, id limit 201";
        String page = " order by started_at desc, id limit 51";
        Map<String, String> all = new LinkedHashMap<>();
        all.put("a run by its id", "select * from agent_run where id = '" + run + "'");
        all.put("its audiences", "select audience from agent_run_audience where run_id = '" + run + "'");
        all.put(
                "live children",
                "select count(*) from agent_run where parent_id = '" + run + "' and " + LIVE + " and deadline > "
                        + NOW);
        all.put("admin: first page", "select * from agent_run where " + realm + page);
        all.put("admin: page 1000", "select * from agent_run where " + realm + page + " offset 50000");
        all.put(
                "admin: active",
                "select * from agent_run where " + realm + " and state = 'active' and deadline > " + NOW + page);
        all.put("admin: revoked", "select * from agent_run where " + realm + " and state = 'revoked'" + page);
        all.put(
                "admin: expired",
                "select * from agent_run where " + realm + " and (state = 'expired' or " + LIVE + " and deadline <= "
                        + NOW + ")" + page);
        all.put("admin: of another agent", "select * from agent_run where " + realm + " and agent = 'nobody'" + page);
        all.put(
                "admin: of a subject",
                "select * from agent_run where " + realm + " and subject_id = " + of.formatted("subject_id") + page);
        all.put(
                "admin: environment of nobody",
                "select * from agent_run where " + realm + " and environment = 'x'" + page);
        all.put(
                "admin: tree",
                "select * from agent_run where root_id = '" + run + "' order by depth, started_at, id limit 51");
        all.put(
                "admin: live runs of each agent",
                "select agent_uuid, state, count(*), max(started_at) from agent_run"
                        + " where agent_uuid in (" + of.formatted("agent_uuid") + ") and " + LIVE + " and deadline > "
                        + NOW
                        + " group by agent_uuid, state");
        all.put(
                "stop: on a human's session",
                "select id from agent_run where " + realm + " and " + LIVE + " and human_session_id = "
                        + of.formatted("human_session_id") + top);
        all.put(
                "stop: on another session",
                "select id from agent_run where " + realm + " and " + LIVE + " and human_session_id = 'nobody'" + top);
        all.put(
                "stop: of an agent",
                "select id from agent_run where " + realm + " and " + LIVE + " and agent_uuid = "
                        + of.formatted("agent_uuid") + top);
        all.put(
                "stop: of another token",
                "select id from agent_run where " + realm + " and " + LIVE + " and subject_token_id = 'nobody'" + top);
        all.put(
                "stop: of an attester of nobody",
                "select id from agent_run where " + realm + " and " + LIVE + " and attester = 'nobody'" + top);
        all.put(
                "stop: environment of nobody",
                "select id from agent_run where " + realm + " and " + LIVE + " and environment = 'nobody'" + top);
        all.put(
                "sweep: past their deadline",
                "select realm_id, id from agent_run where " + LIVE + " and deadline <= " + NOW
                        + " and id > '' order by id limit 100");
        all.put(
                "sweep: next hundred",
                "select realm_id, id from agent_run where " + LIVE + " and id > '" + run + "' order by id limit 100");
        all.put(
                "every second: stopped lately",
                "select id, cause from agent_run where ended_at > " + NOW
                        + " - 20000 and state in ('revoked', 'completed')");
        all.put("every second: suspended", "select id from agent_run where state = 'suspended'");
        all.put("purge: old", "select id from agent_run where ended_at < 1000 limit 500");
        all.put(
                "purge: of no realm",
                "select id from agent_run where realm_id not in (select id from realm) limit 500");
        all.put(
                "sweep: whose own session is gone",
                "select r.realm_id, r.id from agent_run r where r.state in ('active', 'suspended') and r.started_at <= "
                        + NOW
                        + " and not exists (select 1 from offline_user_session s where s.offline_flag = '0'"
                        + " and s.user_session_id = r.id) order by r.id limit 100");
        all.put(
                "sweep: whose human's session is gone",
                "select r.realm_id, r.id from agent_run r where r.state in ('active', 'suspended') and r.started_at <= "
                        + NOW
                        + " and r.parent_id is null and r.human_session_id is not null"
                        + " and not exists (select 1 from offline_user_session s where s.offline_flag = '0'"
                        + " and s.user_session_id = r.human_session_id) order by r.id limit 100");
        return all;
    }
}
