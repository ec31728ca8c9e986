package io.agentpack.keycloak.authenticator.setup;

import io.agentpack.keycloak.authenticator.shape.ShapeAgent;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AuthenticationManagementResource;

/** Makes a realm ready for agents. A built-in flow can't be changed, so it is copied; a flow of the realm's own gets one execution more. */
final class PrepareRealm {
    /** Alias of the copy. */
    static final String COPY = "clients with agents";
    /** Realm attribute: alias of the flow that was bound before. There only while the copy is ours. */
    static final String FORMER_FLOW = "agents.setup.former-flow";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final List<String> done = new ArrayList<>();

    PrepareRealm(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    List<String> prepare() {
        if (realm.getClientAuthenticationFlow().isBuiltIn()) {
            bindCopy(realm.getClientAuthenticationFlow());
        }
        addExecution();
        SetupState.agents(realm).forEach(this::shape);
        if (new AccountLink(session, realm).make()) {
            done.add("Added client " + AccountLink.CLIENT_ID + ", a link from the account console to My agents.");
        }
        return List.copyOf(done);
    }

    private void bindCopy(AuthenticationFlowModel builtIn) {
        AuthenticationFlowModel copy = realm.getFlowByAlias(COPY);
        if (copy == null) {
            copy = AuthenticationManagementResource.copyFlow(session, realm, builtIn, COPY);
            done.add("Copied client authentication flow " + builtIn.getAlias() + " to " + COPY + ".");
        }
        realm.setClientAuthenticationFlow(copy);
        realm.setAttribute(FORMER_FLOW, builtIn.getAlias());
        done.add("Bound client authentication flow " + COPY + ".");
    }

    private void addExecution() {
        ClientFlow flow = ClientFlow.bound(realm);
        if (flow.addAgentExecution()) {
            done.add("Added Agent attestation to client authentication flow "
                    + flow.flow().getAlias() + ".");
        }
    }

    private void shape(ClientModel agent) {
        List<String> changes = ShapeAgent.shape(session, agent);
        if (!changes.isEmpty()) {
            done.add("Agent " + agent.getClientId() + ": " + String.join(", ", changes) + ".");
        }
    }
}
