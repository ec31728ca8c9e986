package io.agentpack.keycloak.exchange.userinfo;

import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.protocol.oidc.endpoints.UserInfoEndpoint;

/** Keycloak's own endpoints, with the userinfo that knows runs. */
public final class RunAwareProtocol extends OIDCLoginProtocolService {
    private final KeycloakSession session;

    RunAwareProtocol(KeycloakSession session, EventBuilder event) {
        super(session, event);
        this.session = session;
    }

    @Override
    public Object issueUserInfo() {
        return new UserInfoEndpoint(session, new RunUserInfo());
    }
}
