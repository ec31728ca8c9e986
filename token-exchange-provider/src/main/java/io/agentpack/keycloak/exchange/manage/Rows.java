package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.exchange.admin.AgentView;
import io.agentpack.keycloak.exchange.page.ShownText;
import io.agentpack.keycloak.exchange.rest.RunViews;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;

/** Turns what the admin REST API knows into rows of a page. Everything that comes from outside is made fit to be shown here. */
final class Rows {
    private final Desk desk;
    private final RunViews views;

    Rows(Desk desk) {
        this.desk = desk;
        this.views = RunViews.in(desk.session, desk.realm);
    }

    AgentRow of(AgentView agent) {
        ClientModel client = desk.realm.getClientById(agent.id());
        AgentProfile profile = AgentClients.profileOf(client);
        return new AgentRow(
                desk.names.client(client),
                name(agent.clientId()),
                agent.enabled(),
                agent.authority(),
                name(agent.environment()),
                agent.locality(),
                name(agent.owner()),
                agent.ownerMissing(),
                agent.attesters().stream().map(Rows::name).toList(),
                agent.runs().active(),
                agent.runs().suspended(),
                agent.lastAttested() == null ? null : desk.clock().moment(Instant.ofEpochSecond(agent.lastAttested())),
                profile.maxDepth(),
                agent.problems().stream().map(Rows::sentence).toList(),
                desk.path("agent", agent.id()),
                desk.path(Map.of("client", agent.clientId()), "runs"),
                desk.path(Map.of("what", "clients", "name", agent.clientId()), "stop"));
    }

    RunRow of(RunRecord run) {
        boolean live = isLive(run);
        return new RunRow(
                desk.names.agent(run),
                state(run),
                live,
                person(run.subjectId()),
                name(run.environment()),
                sentence(run.goal().orElse("")),
                run.depth(),
                desk.clock().moment(run.started()),
                desk.clock().moment(live ? run.deadline() : run.ended().orElse(run.deadline())),
                desk.path("run", run.id()),
                desk.path("person", run.subjectId()),
                live ? desk.path("run", run.id(), "stop") : "");
    }

    List<RunRow> of(List<RunRecord> runs) {
        return runs.stream().map(this::of).toList();
    }

    boolean isLive(RunRecord run) {
        return !run.stateAt(desk.clock().now()).isFinal();
    }

    String state(RunRecord run) {
        return run.stateAt(desk.clock().now()).value();
    }

    /** Username, made fit; the id of somebody who is gone. */
    String person(String userId) {
        return name(views.name(userId).orElse(userId));
    }

    /** As {@link #person}, for whoever did something: they may be of the realm that the administrator is signed in to. */
    Optional<String> who(Optional<String> userId) {
        return userId.map(this::person);
    }

    static String name(String text) {
        return ShownText.of(text, ShownText.NAME);
    }

    static String sentence(String text) {
        return ShownText.of(text, ShownText.SENTENCE);
    }
}
