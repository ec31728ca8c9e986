package io.agentpack.keycloak.authenticator.setup;

import io.agentpack.keycloak.authenticator.shape.ConsentScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.DefaultAuthenticationFlows;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Takes back what {@link PrepareRealm} did, so that the jars can be removed: a flow that names a missing authenticator would lock every client
 * out. Agent clients stay and can't authenticate any more.
 */
final class UndoPreparation {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final List<String> done = new ArrayList<>();

    UndoPreparation(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    List<String> undo() {
        realm.getAuthenticationFlowsStream().toList().forEach(this::removeExecution);
        Optional.ofNullable(realm.getAttribute(PrepareRealm.FORMER_FLOW)).ifPresent(this::removeCopy);
        ConsentScope.removeAll(session, realm).forEach(name -> done.add("Removed client scope " + name + "."));
        if (new AccountLink(session, realm).remove()) {
            done.add("Removed client " + AccountLink.CLIENT_ID + ".");
        }
        return List.copyOf(done);
    }

    private void removeCopy(String formerAlias) {
        AuthenticationFlowModel copy = realm.getFlowByAlias(PrepareRealm.COPY);
        if (copy != null) {
            if (copy.getId().equals(realm.getClientAuthenticationFlow().getId())) {
                rebind(formerAlias);
            }
            Runnable nothing = () -> {};
            KeycloakModelUtils.deepDeleteAuthenticationFlow(session, realm, copy, nothing, nothing, false);
            done.add("Removed client authentication flow " + PrepareRealm.COPY + ".");
        }
        realm.removeAttribute(PrepareRealm.FORMER_FLOW);
    }

    private void rebind(String formerAlias) {
        AuthenticationFlowModel former = Optional.ofNullable(realm.getFlowByAlias(formerAlias))
                .orElseGet(() -> realm.getFlowByAlias(DefaultAuthenticationFlows.CLIENT_AUTHENTICATION_FLOW));
        realm.setClientAuthenticationFlow(former);
        done.add("Bound client authentication flow " + former.getAlias() + ".");
    }

    private void removeExecution(AuthenticationFlowModel flow) {
        if (new ClientFlow(realm, flow).removeAgentExecution()) {
            done.add("Removed Agent attestation from client authentication flow " + flow.getAlias() + ".");
        }
    }
}
