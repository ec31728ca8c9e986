package io.agentpack.keycloak.exchange.introspect;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProviderFactory;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;

/** Takes the place of Keycloak's own access token introspection: same id, higher order. */
public final class RunIntrospectionFactory extends AccessTokenIntrospectionProviderFactory {
    private static final int INSTEAD_OF_KEYCLOAKS_OWN = 1000;

    @Override
    public TokenIntrospectionProvider create(KeycloakSession session) {
        return new RunIntrospection(session);
    }

    @Override
    public int order() {
        return INSTEAD_OF_KEYCLOAKS_OWN;
    }
}
