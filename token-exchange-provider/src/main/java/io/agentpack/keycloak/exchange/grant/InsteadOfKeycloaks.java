package io.agentpack.keycloak.exchange.grant;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** A grant in the place of one of Keycloak's, to which it leaves everything about the request but its answer. */
public abstract class InsteadOfKeycloaks implements OAuth2GrantType {
    protected final OAuth2GrantType keycloaks;

    protected InsteadOfKeycloaks(OAuth2GrantType keycloaks) {
        this.keycloaks = keycloaks;
    }

    @Override
    public EventType getEventType() {
        return keycloaks.getEventType();
    }

    @Override
    public Set<String> getSupportedMultivaluedRequestParameters() {
        return keycloaks.getSupportedMultivaluedRequestParameters();
    }

    @Override
    public Set<String> getTokenParameterNames() {
        return keycloaks.getTokenParameterNames();
    }

    @Override
    public void preProcess(KeycloakSession session, MultivaluedMap<String, String> formParams)
            throws ClientPolicyException {
        keycloaks.preProcess(session, formParams);
    }

    @Override
    public boolean isTokenAllowed(KeycloakSession session, AccessToken token) {
        return keycloaks.isTokenAllowed(session, token);
    }

    @Override
    public void close() {
        keycloaks.close();
    }
}
