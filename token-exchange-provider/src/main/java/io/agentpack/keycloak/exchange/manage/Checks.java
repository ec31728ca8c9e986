package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.exchange.admin.AgentView;
import io.agentpack.keycloak.exchange.admin.ListAgents;
import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.jpa.AgentDirectory;
import io.agentpack.keycloak.ledger.jpa.ClientsWithMapper;
import io.agentpack.keycloak.ledger.jpa.ScopeUse;
import io.agentpack.keycloak.ledger.setup.SetupState;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.Profile;
import org.keycloak.models.ClientModel;

/** What a realm with agents needs, and whether it is there. */
final class Checks {
    /** Protocol mapper that makes a client a receiver. */
    private static final String RECEIVER = "agent-signals-receiver";

    private static final List<Profile.Feature> FEATURES =
            List.of(Profile.Feature.TOKEN_EXCHANGE_STANDARD_V2, Profile.Feature.DPOP);

    private final Desk desk;

    Checks(Desk desk) {
        this.desk = desk;
    }

    List<Check> of(SetupState state) {
        return List.of(
                flow(state),
                features(),
                attesters(state),
                agents(state),
                problems(state),
                owners(),
                handOver(),
                receivers(),
                mail());
    }

    private Check flow(SetupState state) {
        return Check.of("flow", state.ready(), true, List.of(Rows.name(state.flow())), console("authentication"));
    }

    private static Check features() {
        List<String> off = FEATURES.stream()
                .filter(feature -> !Profile.isFeatureEnabled(feature))
                .map(Profile.Feature::getKey)
                .toList();
        return Check.of("features", off.isEmpty(), true, off, "");
    }

    private Check attesters(SetupState state) {
        return Check.of(
                "attesters",
                !state.attesters().isEmpty(),
                true,
                names(state.attesters()),
                console("realm-settings/keys/providers"));
    }

    private Check agents(SetupState state) {
        return Check.of("agents", !state.agents().isEmpty(), true, List.of(), console("clients/add-client"));
    }

    private Check problems(SetupState state) {
        List<String> wrong = state.agents().stream()
                .filter(agent -> !agent.problems().isEmpty())
                .map(agent -> Rows.name(agent.clientId()) + ": " + Rows.sentence(String.join("; ", agent.problems())))
                .toList();
        return Check.of("problems", wrong.isEmpty(), true, wrong, console("clients"));
    }

    private Check owners() {
        List<String> orphans = new ListAgents(desk.session, desk.realm, desk.rights)
                .page(Optional.empty(), true, new Page(0, Turning.ROOM)).stream()
                        .map(AgentView::clientId)
                        .toList();
        return Check.of("owners", orphans.isEmpty(), true, names(orphans), console("clients"));
    }

    /** Agents that people would have to agree to, and that no app can ask for. */
    private Check handOver() {
        List<String> unreachable = AgentDirectory.of(desk.session, desk.realm)
                .filter(agent -> AgentClients.profileOf(agent).authority().actsForHuman())
                .map(ClientModel::getClientId)
                .filter(id -> !ScopeUse.isUsed(desk.session, desk.realm, AgentProfile.consentScope(id)))
                .limit(Turning.ROOM)
                .toList();
        return Check.of("handOver", unreachable.isEmpty(), false, names(unreachable), console("clients"));
    }

    private Check receivers() {
        List<String> receivers = ClientsWithMapper.of(desk.session, desk.realm, RECEIVER).stream()
                .map(ClientModel::getClientId)
                .sorted()
                .toList();
        return Check.of("receivers", !receivers.isEmpty(), false, names(receivers), console("clients"));
    }

    private Check mail() {
        boolean set = !Optional.ofNullable(desk.realm.getSmtpConfig().get("host"))
                .orElse("")
                .isEmpty();
        return Check.of("mail", set, false, List.of(), console("realm-settings/email"));
    }

    private String console(String page) {
        return desk.at.inConsole(desk.realm.getName(), page);
    }

    private static List<String> names(List<String> texts) {
        return texts.stream().map(Rows::name).toList();
    }
}
