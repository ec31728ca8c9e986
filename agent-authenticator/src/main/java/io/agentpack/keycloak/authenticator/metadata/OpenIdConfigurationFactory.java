package io.agentpack.keycloak.authenticator.metadata;

import org.keycloak.protocol.oidc.OIDCWellKnownProviderFactory;

/** {@code .well-known/openid-configuration}. */
public final class OpenIdConfigurationFactory extends AgentWellKnownFactory {
    @Override
    public String getAlias() {
        return OIDCWellKnownProviderFactory.PROVIDER_ID;
    }
}
