package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.admin.AgentView;
import io.agentpack.keycloak.exchange.admin.ListAgents;
import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.AgentClients;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;

/** The agents of a realm, and one of them. */
final class AgentsPage {
    private final Desk desk;
    private final Rows rows;

    AgentsPage(Desk desk) {
        this.desk = desk;
        this.rows = new Rows(desk);
    }

    Response list(Map<String, String> query) {
        boolean orphaned = Boolean.parseBoolean(query.get("owner_missing"));
        Optional<String> owner = Params.filter("owner", query.get("owner"));
        Turning turning = new Turning(desk, query);
        List<AgentView> found =
                new ListAgents(desk.session, desk.realm, desk.rights).page(owner, orphaned, turning.asked());
        return desk.page
                .with(
                        "agents",
                        turning.on(desk.page, found).stream().map(rows::of).toList())
                .with("owner", Rows.name(owner.orElse("")))
                .with("ownerMissing", orphaned)
                .with("action", desk.path())
                .with("setup", desk.path("setup"))
                .with("mayManage", desk.rights.manageAll())
                .show("agents-manage-agents.ftl");
    }

    /** @param uuid immutable id of its client */
    Response one(String uuid) {
        ClientModel agent = desk.rights.seenAgent(
                Optional.ofNullable(desk.realm.getClientById(Params.id(uuid))).filter(AgentClients::isAgent));
        List<RunRow> runs = rows.of(desk.ledger()
                .list(
                        desk.realm,
                        RunsPage.query(desk, Map.of("client", agent.getClientId()), new Page(0, Turning.ROOM)))
                .toList());
        return desk.page
                .with("agent", rows.of(new ListAgents(desk.session, desk.realm, desk.rights).of(agent)))
                .with("runs", runs)
                .with("mayManage", desk.rights.manage(agent))
                .with("settings", desk.at.inConsole(desk.realm.getName(), "clients/" + agent.getId() + "/credentials"))
                .with("attesterStops", attesterStops(agent))
                .with(
                        "environmentStop",
                        stop(
                                "environments",
                                AgentClients.profileOf(agent).environment().name()))
                .show("agents-manage-agent.ftl");
    }

    private List<Choice> attesterStops(ClientModel agent) {
        return AgentClients.profileOf(agent).attesters().stream()
                .map(name -> new Choice(Rows.name(name), stop("attesters", name)))
                .toList();
    }

    private String stop(String what, String name) {
        return desk.path(Map.of("what", what, "name", name), "stop");
    }
}
