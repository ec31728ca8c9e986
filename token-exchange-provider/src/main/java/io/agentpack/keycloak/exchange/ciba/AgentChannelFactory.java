package io.agentpack.keycloak.exchange.ciba;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.ciba.channel.AuthenticationChannelProvider;
import org.keycloak.protocol.oidc.grants.ciba.channel.HttpAuthenticationChannelProviderFactory;

/** Takes the place of Keycloak's own channel, same id, higher order: agents' requests go to our page, everybody else's where they always went. */
public final class AgentChannelFactory extends HttpAuthenticationChannelProviderFactory {
    private static final int INSTEAD_OF_KEYCLOAKS_OWN = 1000;

    @Override
    public AuthenticationChannelProvider create(KeycloakSession session) {
        return new AgentChannel(session, super.create(session));
    }

    @Override
    public int order() {
        return INSTEAD_OF_KEYCLOAKS_OWN;
    }
}
