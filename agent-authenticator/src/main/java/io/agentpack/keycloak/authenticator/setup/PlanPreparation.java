package io.agentpack.keycloak.authenticator.setup;

import static io.agentpack.keycloak.ledger.setup.SetupStep.Kind.ADD_EXECUTION;
import static io.agentpack.keycloak.ledger.setup.SetupStep.Kind.ADD_LINK;
import static io.agentpack.keycloak.ledger.setup.SetupStep.Kind.BIND_FLOW;
import static io.agentpack.keycloak.ledger.setup.SetupStep.Kind.COPY_FLOW;
import static io.agentpack.keycloak.ledger.setup.SetupStep.Kind.REMOVE_EXECUTION;
import static io.agentpack.keycloak.ledger.setup.SetupStep.Kind.REMOVE_FLOW;
import static io.agentpack.keycloak.ledger.setup.SetupStep.Kind.REMOVE_LINK;
import static io.agentpack.keycloak.ledger.setup.SetupStep.Kind.REMOVE_SCOPE;
import static io.agentpack.keycloak.ledger.setup.SetupStep.Kind.SHAPE_AGENT;

import io.agentpack.keycloak.authenticator.shape.ConsentScope;
import io.agentpack.keycloak.authenticator.shape.ShapeAgent;
import io.agentpack.keycloak.ledger.setup.SetupStep;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Says what {@link PrepareRealm} and {@link UndoPreparation} would do, and changes nothing. */
final class PlanPreparation {
    private final KeycloakSession session;
    private final RealmModel realm;

    PlanPreparation(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    List<SetupStep> preparation() {
        List<SetupStep> plan = new ArrayList<>();
        AuthenticationFlowModel flow = realm.getClientAuthenticationFlow();
        if (flow.isBuiltIn()) {
            if (realm.getFlowByAlias(PrepareRealm.COPY) == null) {
                plan.add(new SetupStep(COPY_FLOW, flow.getAlias(), PrepareRealm.COPY));
            }
            plan.add(new SetupStep(BIND_FLOW, flow.getAlias(), PrepareRealm.COPY));
            plan.add(new SetupStep(ADD_EXECUTION, PrepareRealm.COPY, ""));
        } else if (!isSwitchedOn(flow)) {
            plan.add(new SetupStep(ADD_EXECUTION, flow.getAlias(), ""));
        }
        ReadSetup.agents(realm).stream()
                .filter(agent -> !ShapeAgent.plan(session, agent).isEmpty())
                .forEach(agent -> plan.add(new SetupStep(SHAPE_AGENT, agent.getClientId(), "")));
        if (new AccountLink(session, realm).isMissing()) {
            plan.add(new SetupStep(ADD_LINK, AccountLink.CLIENT_ID, ""));
        }
        return List.copyOf(plan);
    }

    List<SetupStep> undoing() {
        List<SetupStep> plan = new ArrayList<>();
        String former = realm.getAttribute(PrepareRealm.FORMER_FLOW);
        AuthenticationFlowModel copy = realm.getFlowByAlias(PrepareRealm.COPY);
        if (former != null && copy != null) {
            if (copy.getId().equals(realm.getClientAuthenticationFlow().getId())) {
                plan.add(new SetupStep(BIND_FLOW, copy.getAlias(), former));
            }
            plan.add(new SetupStep(REMOVE_FLOW, copy.getAlias(), ""));
        }
        realm.getAuthenticationFlowsStream()
                .filter(flow -> former == null || copy == null || !flow.getId().equals(copy.getId()))
                .filter(flow -> new ClientFlow(realm, flow).agentExecution().isPresent())
                .forEach(flow -> plan.add(new SetupStep(REMOVE_EXECUTION, flow.getAlias(), "")));
        ConsentScope.namesOfAll(realm).forEach(name -> plan.add(new SetupStep(REMOVE_SCOPE, name, "")));
        if (new AccountLink(session, realm).isOurs()) {
            plan.add(new SetupStep(REMOVE_LINK, AccountLink.CLIENT_ID, ""));
        }
        return List.copyOf(plan);
    }

    private boolean isSwitchedOn(AuthenticationFlowModel flow) {
        return new ClientFlow(realm, flow)
                .agentExecution()
                .map(AuthenticationExecutionModel::isAlternative)
                .orElse(false);
    }
}
