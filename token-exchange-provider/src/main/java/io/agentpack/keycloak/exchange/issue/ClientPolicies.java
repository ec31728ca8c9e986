package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.exchange.answer.RefusalAnswers;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
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
                throw RefusalAnswers.to(refused, context.getSession(), context.getEvent(), context.getCors());
            }
        };
    }
}
