package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.services.Urls;
import org.keycloak.services.util.DefaultClientSessionContext;

/** Has Keycloak compute an access token for the agent's client in a session: its mappers, its roles, its DPoP binding. */
final class ComputeToken {
    private final Issuing request;

    ComputeToken(Issuing request) {
        this.request = request;
    }

    /** @param isNew whether the session was made by this request, so that nothing can be in it yet */
    AccessTokenResponseBuilder in(UserSessionModel userSession, boolean isNew, Scopes scopes, Set<String> restriction) {
        String scopeParameter = scopes.toString();
        AuthenticatedClientSessionModel clientSession =
                isNew ? newClientSession(userSession) : clientSession(userSession);
        // Notes are written only where they change: a renewal with the same scope writes nothing here.
        if (!scopeParameter.equals(clientSession.getNote(OAuth2Constants.SCOPE))) {
            clientSession.setNote(OAuth2Constants.SCOPE, scopeParameter);
        }
        request.policies().ask(clientSession);
        return compute(userSession, clientSession, scopes, restriction);
    }

    /** In a session that is there, with scopes that the session itself does not get. */
    AccessTokenResponseBuilder once(UserSessionModel userSession, Scopes scopes, Set<String> restriction) {
        return compute(userSession, clientSession(userSession), scopes, restriction);
    }

    private AccessTokenResponseBuilder compute(
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession,
            Scopes scopes,
            Set<String> restriction) {
        ClientSessionContext context = DefaultClientSessionContext.fromClientSessionAndClientScopes(
                clientSession,
                TokenManager.getRequestedClientScopes(
                                request.session(), scopes.toString(), request.client(), userSession.getUser())
                        .collect(Collectors.toSet()),
                restriction,
                request.session());
        context.setAttribute(Constants.GRANT_TYPE, request.grantType());
        return request.tokens()
                .responseBuilder(
                        request.realm(), request.client(), request.event(), request.session(), userSession, context)
                .generateAccessToken();
    }

    private AuthenticatedClientSessionModel clientSession(UserSessionModel userSession) {
        AuthenticatedClientSessionModel existing = userSession.getAuthenticatedClientSessionByClient(
                request.client().getId());
        return existing != null ? existing : newClientSession(userSession);
    }

    private AuthenticatedClientSessionModel newClientSession(UserSessionModel userSession) {
        AuthenticatedClientSessionModel clientSession =
                RunSessions.createClientSession(request.session(), request.client(), userSession);
        clientSession.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        clientSession.setNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(
                        request.session().getContext().getUri().getBaseUri(),
                        request.realm().getName()));
        return clientSession;
    }
}
