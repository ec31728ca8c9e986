package io.agentpack.keycloak.exchange.userinfo;

import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/** Takes the place of Keycloak's own OpenID Connect protocol: same id and settings, higher order. Only userinfo and revocation are different. */
public final class RunAwareProtocolFactory extends OIDCLoginProtocolFactory {
    private static final int INSTEAD_OF_KEYCLOAKS_OWN = 1000;

    @Override
    public Object createProtocolEndpoint(KeycloakSession session, EventBuilder event) {
        return new RunAwareProtocol(session, event);
    }

    @Override
    public int order() {
        return INSTEAD_OF_KEYCLOAKS_OWN;
    }
}
