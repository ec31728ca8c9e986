package io.agentpack.keycloak.authenticator.setup;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.TrustedAttesters;
import io.agentpack.keycloak.authenticator.shape.ConsentScope;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.setup.SetupState;
import io.agentpack.keycloak.ledger.setup.SetupState.AgentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** How far a realm is prepared. */
final class ReadSetup {
    private ReadSetup() {}

    static SetupState of(KeycloakSession session, RealmModel realm) {
        Set<String> attesters = TrustedAttesters.in(session, realm)
                .filter(attester -> attester.settings().isUsable())
                .map(Attester::name)
                .collect(Collectors.toSet());
        return new SetupState(
                ClientFlow.bound(realm).runsAgentExecution(),
                realm.getClientAuthenticationFlow().getAlias(),
                attesters.stream().sorted().toList(),
                agents(realm).stream().map(agent -> state(agent, attesters)).toList());
    }

    static List<ClientModel> agents(RealmModel realm) {
        return realm.getClientsStream().filter(AgentClients::isAgent).toList();
    }

    private static AgentState state(ClientModel agent, Set<String> attesters) {
        AgentProfile profile = AgentClients.profileOf(agent);
        List<String> problems = new ArrayList<>(profile.problems());
        profile.attesters().stream()
                .filter(name -> !attesters.contains(name))
                .map(name -> "attester " + name + " does not exist, is disabled or has wrong settings")
                .forEach(problems::add);
        if (profile.authority().actsForHuman() && !ConsentScope.canName(agent.getClientId())) {
            problems.add("the client id has characters that a scope can't have, so nobody can consent to this agent");
        }
        return new AgentState(agent.getClientId(), agent.isEnabled(), List.copyOf(problems));
    }
}
