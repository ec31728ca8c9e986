package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.services.clientpolicy.context.PreTokenRequestContext;
import org.keycloak.services.clientpolicy.context.ScopeParameterContext;

/**
 * Asks the realm's client policies about an approved request that is about to become a token. The event of an exchange would be wrong: executors of
 * Keycloak's read the subject token then, which is not kept, and would refuse without it what they allowed when it was asked. Before a token request
 * there is none; Keycloak finds the client of this event by a code, which is why it is said here.
 */
final class RedemptionContext extends PreTokenRequestContext implements ScopeParameterContext {
    private final ClientModel client;
    private final TokenRequest wanted;

    RedemptionContext(OAuth2GrantType.Context context, TokenRequest wanted) {
        super(context.getSession(), context.getFormParams());
        this.client = context.getClient();
        this.wanted = wanted;
    }

    @Override
    public ClientModel getClient() {
        return client;
    }

    /** As in the exchange that was deferred: conditions on scopes see what was asked for then. */
    @Override
    public String getScopeParameter() {
        return wanted.scopes().map(Scopes::toString).orElse(null);
    }
}
