package io.agentpack.keycloak.exchange.ciba;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantTypeFactory;

/** Takes the place of Keycloak's own factory: same id and shortcut (which is part of every {@code jti}), higher order. */
public final class AgentCibaGrantFactory extends CibaGrantTypeFactory {
    private static final int INSTEAD_OF_KEYCLOAKS_OWN = 1000;

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new AgentCibaGrant(super.create(session));
    }

    @Override
    public int order() {
        return INSTEAD_OF_KEYCLOAKS_OWN;
    }
}
