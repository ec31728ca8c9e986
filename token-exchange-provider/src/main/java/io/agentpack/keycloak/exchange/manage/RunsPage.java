package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.UserModel;

/** The runs of a realm that match, newest first; and those for one person. */
final class RunsPage {
    static final Set<String> FILTERS =
            Set.of("state", "client", "person", "environment", "root", "cause", "owner", "owner_missing", "first");

    private final Desk desk;
    private final Rows rows;

    RunsPage(Desk desk) {
        this.desk = desk;
        this.rows = new Rows(desk);
    }

    Response list(Map<String, String> query) {
        Turning turning = new Turning(desk, query);
        List<RunRecord> found = desk.ledger()
                .list(desk.realm, query(desk, query, turning.asked()))
                .toList();
        return desk.page
                .with("runs", rows.of(turning.on(desk.page, found, "runs")))
                .with(
                        "states",
                        Stream.of(RunState.values()).map(RunState::value).toList())
                .with("state", query.getOrDefault("state", ""))
                .with("client", Rows.name(query.getOrDefault("client", "")))
                .with("who", Rows.name(query.getOrDefault("person", "")))
                .with("environment", Rows.name(query.getOrDefault("environment", "")))
                .with("action", desk.path("runs"))
                .with("lineage", desk.path("lineage"))
                .with("mayManage", desk.rights.manageAll())
                .show("agents-manage-runs.ftl");
    }

    /** @param id Keycloak's id of the person */
    Response person(String id) {
        desk.rights.requireViewAll();
        UserModel person = Optional.ofNullable(desk.session.users().getUserById(desk.realm, Params.id(id)))
                .orElseThrow(NotFoundException::new);
        Page page = new Page(0, Turning.ROOM);
        List<RunRecord> found = desk.ledger()
                .list(desk.realm, query(desk, Map.of("person", person.getId()), page))
                .toList();
        return desk.page
                .with("who", Rows.name(person.getUsername()))
                .with("runs", rows.of(found))
                .with("all", desk.path(Map.of("person", person.getId()), "runs"))
                .with("stop", desk.path(Map.of("what", "users", "name", person.getId()), "stop"))
                .with("mayManage", desk.rights.manageAll())
                .show("agents-manage-person.ftl");
    }

    /** As the admin REST API reads it, but that a person may be named by their username, too. */
    static RunQuery query(Desk desk, Map<String, String> asked, Page page) {
        return new RunQuery(
                Params.filter("state", asked.get("state")).map(RunsPage::state),
                Params.filter("client", asked.get("client")),
                Params.filter("person", asked.get("person")).map(name -> idOf(desk, name)),
                Params.filter("environment", asked.get("environment")),
                Params.filter("root", asked.get("root")),
                Params.filter("cause", asked.get("cause")),
                desk.rights.visibleAgents(desk.session),
                page.first(),
                page.max());
    }

    /** Whoever there is no such person, and whoever nothing runs for, looks the same. */
    private static String idOf(Desk desk, String person) {
        UserModel user = desk.session.users().getUserByUsername(desk.realm, person);
        return user == null ? person : user.getId();
    }

    private static RunState state(String value) {
        return RunState.of(value).orElseThrow(() -> Params.malformed("unknown state"));
    }
}
