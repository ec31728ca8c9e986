package io.agentpack.keycloak.exchange;

import io.agentpack.keycloak.exchange.request.MeantForAgents;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;

/** Token exchange for agents (RFC 8693), asked before Keycloak's own providers. */
public final class AgentTokenExchangeProviderFactory implements TokenExchangeProviderFactory {
    private static final int BEFORE_KEYCLOAKS_OWN = 100;

    @Override
    public TokenExchangeProvider create(KeycloakSession session) {
        return new AgentTokenExchangeProvider();
    }

    @Override
    public int order() {
        return BEFORE_KEYCLOAKS_OWN;
    }

    @Override
    public String getId() {
        return MeantForAgents.PROVIDER;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
