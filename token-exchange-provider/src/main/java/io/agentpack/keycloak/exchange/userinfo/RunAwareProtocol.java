package io.agentpack.keycloak.exchange.userinfo;

import io.agentpack.keycloak.exchange.escalate.RevocationWithDeferrals;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.protocol.oidc.endpoints.UserInfoEndpoint;

/** Keycloak's own endpoints, with the userinfo that knows runs and the revocation that knows deferral codes. */
public final class RunAwareProtocol extends OIDCLoginProtocolService {
    private final KeycloakSession session;
    private final EventBuilder event;

    RunAwareProtocol(KeycloakSession session, EventBuilder event) {
        super(session, event);
        this.session = session;
        this.event = event;
    }

    @Override
    public Object revoke() {
        return new RevocationWithDeferrals(session, event);
    }

    @Override
    public Object issueUserInfo() {
        return new UserInfoEndpoint(session, new RunUserInfo());
    }
}
