package io.agentpack.keycloak.exchange.page;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.SystemClientUtil;
import org.keycloak.protocol.AuthorizationEndpointBase;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.OIDCResponseType;
import org.keycloak.services.Urls;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Sends a person through Keycloak's own sign-in, with the realm's browser flow, and back. Made as Keycloak makes the sign-in of its device page:
 * inside, for the account client, so that no realm needs a client or a redirect URI for this. What comes back is no code (response type
 * {@code none}, OAuth 2.0 Multiple Response Types section 4): the sign-on cookie is all that the pages need.
 */
public final class SignIn extends AuthorizationEndpointBase {
    public SignIn(KeycloakSession session) {
        super(
                session,
                new EventBuilder(
                                session.getContext().getRealm(),
                                session,
                                session.getContext().getConnection())
                        .event(EventType.LOGIN));
    }

    public Response thenGoTo(URI page) {
        return thenGoTo(page, false);
    }

    /** Even if the person is signed in: they show once more who they are, as the realm's flow asks of them. */
    public Response afreshThenGoTo(URI page) {
        return thenGoTo(page, true);
    }

    private Response thenGoTo(URI page, boolean afresh) {
        checkSsl();
        checkRealm();
        AuthenticationSessionModel asked = createAuthenticationSession(SystemClientUtil.getSystemClient(realm), null);
        asked.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        asked.setAction(AuthenticationSessionModel.Action.AUTHENTICATE.name());
        asked.setRedirectUri(page.toString());
        asked.setClientNote(OIDCLoginProtocol.REDIRECT_URI_PARAM, page.toString());
        asked.setClientNote(OIDCLoginProtocol.RESPONSE_TYPE_PARAM, OIDCResponseType.NONE);
        asked.setClientNote(OIDCLoginProtocol.SCOPE_PARAM, "openid");
        asked.setClientNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        if (afresh) {
            asked.setClientNote(OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
        }
        event.client(asked.getClient()).detail("redirect_uri", page.toString());
        return handleBrowserAuthenticationRequest(
                asked,
                new OIDCLoginProtocol(session, realm, session.getContext().getUri(), headers, event),
                false,
                true);
    }
}
