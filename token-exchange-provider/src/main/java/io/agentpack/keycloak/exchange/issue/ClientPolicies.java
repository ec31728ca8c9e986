package io.agentpack.keycloak.exchange.issue;

import jakarta.ws.rs.core.Response;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ServiceAccountTokenRequestContext;

/** The realm's client policies: they may refuse what the pack would grant, or ask for more, as with Keycloak's own grants. */
@FunctionalInterface
interface ClientPolicies {
    void ask(AuthenticatedClientSessionModel clientSession);

    static ClientPolicies ofServiceAccount(OAuth2GrantType.Context context) {
        return clientSession -> {
            try {
                context.getSession()
                        .clientPolicy()
                        .triggerOnEvent(new ServiceAccountTokenRequestContext(context.getFormParams(), clientSession));
            } catch (ClientPolicyException refused) {
                throw answer(refused, context);
            }
        };
    }

    private static CorsErrorResponseException answer(ClientPolicyException refused, OAuth2GrantType.Context context) {
        EventBuilder event = context.getEvent();
        event.detail(Details.REASON, Details.CLIENT_POLICY_ERROR);
        event.detail(Details.CLIENT_POLICY_ERROR, refused.getError());
        event.detail(Details.CLIENT_POLICY_ERROR_DETAIL, refused.getErrorDetail());
        event.error(refused.getError());
        return new CorsErrorResponseException(
                context.getCors(), refused.getError(), refused.getErrorDetail(), Response.Status.BAD_REQUEST);
    }
}
