package io.agentpack.keycloak.authenticator.setup;

import io.agentpack.keycloak.ledger.AgentClients;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/** A client authentication flow and the pack's execution in it. */
record ClientFlow(RealmModel realm, AuthenticationFlowModel flow) {

    static ClientFlow bound(RealmModel realm) {
        return new ClientFlow(realm, realm.getClientAuthenticationFlow());
    }

    Optional<AuthenticationExecutionModel> agentExecution() {
        return realm.getAuthenticationExecutionsStream(flow.getId())
                .filter(execution -> AgentClients.AUTHENTICATOR.equals(execution.getAuthenticator()))
                .findFirst();
    }

    /** A required execution of the flow would be the only one that Keycloak runs. */
    boolean runsAgentExecution() {
        boolean others = realm.getAuthenticationExecutionsStream(flow.getId())
                .anyMatch(AuthenticationExecutionModel::isRequired);
        return !others
                && agentExecution()
                        .map(AuthenticationExecutionModel::isAlternative)
                        .orElse(false);
    }

    /**
     * Adds the execution, or switches it on.
     *
     * @return whether something changed
     */
    boolean addAgentExecution() {
        Optional<AuthenticationExecutionModel> present = agentExecution();
        if (present.map(AuthenticationExecutionModel::isAlternative).orElse(false)) {
            return false;
        }
        AuthenticationExecutionModel execution = present.orElseGet(this::newExecution);
        execution.setRequirement(Requirement.ALTERNATIVE);
        if (present.isPresent()) {
            realm.updateAuthenticatorExecution(execution);
        } else {
            realm.addAuthenticatorExecution(execution);
        }
        return true;
    }

    boolean removeAgentExecution() {
        Optional<AuthenticationExecutionModel> present = agentExecution();
        present.ifPresent(realm::removeAuthenticatorExecution);
        return present.isPresent();
    }

    /**
     * It comes first. Keycloak asks the executions in order and stops at the one whose id is the client's type; so agents are decided before any
     * other authenticator looks at the request, and a client that is public by mistake is stopped before its id alone would admit it.
     */
    private AuthenticationExecutionModel newExecution() {
        int first = realm.getAuthenticationExecutionsStream(flow.getId())
                .mapToInt(AuthenticationExecutionModel::getPriority)
                .min()
                .orElse(1);
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setParentFlow(flow.getId());
        execution.setAuthenticator(AgentClients.AUTHENTICATOR);
        execution.setAuthenticatorFlow(false);
        execution.setPriority(first - 1);
        return execution;
    }
}
