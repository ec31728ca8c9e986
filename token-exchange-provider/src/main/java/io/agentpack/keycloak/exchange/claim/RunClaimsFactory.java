package io.agentpack.keycloak.exchange.claim;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorFactory;

/** Registers {@link RunClaims} as the last token post-processor: they run in descending order. */
public final class RunClaimsFactory implements TokenPostProcessorFactory {
    private static final String ID = "agent-run";
    private static final int LAST = -1000;

    @Override
    public TokenPostProcessor create(KeycloakSession session) {
        return new RunClaims(session);
    }

    @Override
    public int order() {
        return LAST;
    }

    @Override
    public String getId() {
        return ID;
    }
}
