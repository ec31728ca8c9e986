package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.verify.Owner;
import io.agentpack.keycloak.ledger.jpa.AgentDirectory;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import io.agentpack.keycloak.ledger.report.LiveRuns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The agents of a realm that the administrator may see, by client id. */
public final class ListAgents {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Rights rights;

    public ListAgents(KeycloakSession session, RealmModel realm, Rights rights) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
    }

    /**
     * @param owner username; only agents that this person answers for
     * @param orphaned only agents whose owner is missing or disabled
     */
    public List<AgentView> page(Optional<String> owner, boolean orphaned, Page page) {
        rights.visibleAgents(session);
        List<AgentView.Draft> agents = AgentDirectory.of(session, realm)
                .filter(rights::see)
                .map(this::draft)
                .filter(agent -> owner.isEmpty() || owner.equals(agent.profile().owner()))
                .filter(agent -> !orphaned || agent.ownerMissing())
                .skip(page.first())
                .limit(page.max())
                .toList();
        return counted(agents);
    }

    /** @param agent one that the administrator may see */
    public AgentView of(ClientModel agent) {
        return counted(List.of(draft(agent))).get(0);
    }

    private List<AgentView> counted(List<AgentView.Draft> agents) {
        Map<String, LiveRuns> live = RunReports.in(session)
                .liveByAgent(
                        agents.stream().map(agent -> agent.client().getId()).toList(),
                        Instant.ofEpochMilli(Time.currentTimeMillis()));
        return agents.stream()
                .map(agent -> agent.with(live.getOrDefault(agent.client().getId(), LiveRuns.NONE)))
                .toList();
    }

    private AgentView.Draft draft(ClientModel client) {
        return AgentView.draft(client, profile -> Owner.isMissing(profile, session, realm));
    }
}
