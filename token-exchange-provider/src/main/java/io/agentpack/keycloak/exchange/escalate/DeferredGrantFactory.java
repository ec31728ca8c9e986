package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.grant.GrantTable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeFactory;

/** Adds the grant; its id also makes it appear among {@code grant_types_supported}. */
public final class DeferredGrantFactory implements OAuth2GrantTypeFactory {
    private static final String SHORTCUT = "df";

    @Override
    public OAuth2GrantType create(KeycloakSession session) {
        return new DeferredGrant();
    }

    @Override
    public String getId() {
        return GrantTable.DEFERRED;
    }

    @Override
    public String getShortcut() {
        return SHORTCUT;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
