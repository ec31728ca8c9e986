package io.agentpack.keycloak.authenticator.metadata;

import org.keycloak.protocol.oauth2.OAuth2WellKnownProviderFactory;

/** {@code .well-known/oauth-authorization-server} (RFC 8414), also with the realm's path behind it. */
public final class AuthorizationServerMetadataFactory extends AgentWellKnownFactory {
    @Override
    public String getAlias() {
        return OAuth2WellKnownProviderFactory.PROVIDER_ID;
    }

    @Override
    public boolean isAvailableViaServerMetadata() {
        return true;
    }
}
