package io.agentpack.keycloak.authenticator.shape;

import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.ledger.AgentClients;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.keycloak.models.CibaConfig;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceConfig;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.services.managers.ClientManager;
import org.keycloak.services.managers.RealmManager;

/**
 * Gives an agent client the only form in which agents exist: confidential, with a service account and token exchange, without any flow that would
 * give it tokens in another way, and with a consent scope when it acts for people.
 */
public final class ShapeAgent {
    private final KeycloakSession session;
    private final ClientModel agent;
    private final List<String> changes = new ArrayList<>();

    private ShapeAgent(KeycloakSession session, ClientModel agent) {
        this.session = session;
        this.agent = agent;
    }

    /**
     * Shapes an agent; does nothing to one that has the right form already.
     *
     * @return what was changed, in plain words
     */
    public static List<String> shape(KeycloakSession session, ClientModel agent) {
        return new ShapeAgent(session, agent).shape();
    }

    private List<String> shape() {
        makeConfidential();
        closeFlows();
        openTokenExchange();
        giveServiceAccount();
        keepConsentScope();
        return List.copyOf(changes);
    }

    private void makeConfidential() {
        set(agent.isPublicClient(), false, agent::setPublicClient, "made confidential");
        set(agent.isBearerOnly(), false, agent::setBearerOnly, "no longer bearer-only");
    }

    private void closeFlows() {
        set(agent.isStandardFlowEnabled(), false, agent::setStandardFlowEnabled, "standard flow off");
        set(agent.isImplicitFlowEnabled(), false, agent::setImplicitFlowEnabled, "implicit flow off");
        set(agent.isDirectAccessGrantsEnabled(), false, agent::setDirectAccessGrantsEnabled, "password grant off");
        setAttribute(OAuth2DeviceConfig.OAUTH2_DEVICE_AUTHORIZATION_GRANT_ENABLED, false, "device grant off");
        if (!isDelegated()) {
            setAttribute(CibaConfig.OIDC_CIBA_GRANT_ENABLED, false, "CIBA grant off"); // the others have nobody to ask
        }
    }

    private boolean isDelegated() {
        return AgentClients.profileOf(agent).authority() == AuthorityModel.DELEGATED;
    }

    private void openTokenExchange() {
        setAttribute(OIDCConfigAttributes.STANDARD_TOKEN_EXCHANGE_ENABLED, true, "token exchange on");
    }

    /**
     * Where the flag is set already, Keycloak or an import has made the service account or is about to; making a second one would break an
     * import that brings its users later.
     */
    private void giveServiceAccount() {
        if (!agent.isServiceAccountsEnabled()) {
            new ClientManager(new RealmManager(session)).enableServiceAccount(agent);
            changes.add("service account on");
        }
    }

    private void keepConsentScope() {
        boolean wanted = isDelegated() && ConsentScope.canName(agent.getClientId());
        boolean changed = wanted ? ConsentScope.keep(session, agent) : ConsentScope.remove(session, agent);
        if (changed) {
            changes.add(wanted ? "consent scope made" : "consent scope removed");
        }
    }

    private void set(boolean is, boolean wanted, Consumer<Boolean> setter, String change) {
        if (is != wanted) {
            setter.accept(wanted);
            changes.add(change);
        }
    }

    private void setAttribute(String name, boolean wanted, String change) {
        set(
                Boolean.parseBoolean(agent.getAttribute(name)),
                wanted,
                value -> agent.setAttribute(name, value.toString()),
                change);
    }
}
