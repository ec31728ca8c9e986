package io.agentpack.keycloak.exchange.issue;

import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.services.cors.Cors;

/**
 * The request in which a token is issued, whichever grant it is.
 *
 * @param policies what must be asked before a token is computed
 * @param allowedByPolicy names of the client scopes that client policies leave; empty when they say nothing
 */
record Issuing(
        KeycloakSession session,
        RealmModel realm,
        ClientModel client,
        EventBuilder event,
        Cors cors,
        TokenManager tokens,
        String grantType,
        boolean exchange,
        Optional<Set<String>> allowedByPolicy,
        ClientPolicies policies) {

    /** Keycloak's grant has asked them before it asked us, or ours when the request came. */
    private static final ClientPolicies ASKED_BEFORE = clientSession -> {};

    static Issuing in(TokenExchangeContext context) {
        return new Issuing(
                context.getSession(),
                context.getRealm(),
                context.getClient(),
                context.getEvent(),
                context.getCors(),
                (TokenManager) context.getTokenManager(),
                OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE,
                true,
                Optional.ofNullable(context.getRestrictedScopes()),
                ASKED_BEFORE);
    }

    static Issuing in(OAuth2GrantType.Context context) {
        return of(context, context.getGrantType(), false, Optional.empty(), ClientPolicies.ofServiceAccount(context));
    }

    /** What a person approved who was asked by the backchannel; client policies were asked when the agent came. */
    static Issuing backchannel(OAuth2GrantType.Context context) {
        return of(context, context.getGrantType(), false, Optional.empty(), ASKED_BEFORE);
    }

    /** The answer to a token exchange that was deferred: the same as it would have been at once. */
    static Issuing deferred(OAuth2GrantType.Context context, Optional<Set<String>> allowedByPolicy) {
        return of(context, OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE, true, allowedByPolicy, ASKED_BEFORE);
    }

    private static Issuing of(
            OAuth2GrantType.Context context,
            String grantType,
            boolean exchange,
            Optional<Set<String>> allowedByPolicy,
            ClientPolicies policies) {
        return new Issuing(
                context.getSession(),
                context.getRealm(),
                context.getClient(),
                context.getEvent(),
                context.getCors(),
                (TokenManager) context.getTokenManager(),
                grantType,
                exchange,
                allowedByPolicy,
                policies);
    }
}
