package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.authority.Scopes;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.TokenManager;

/** An agent's client may itself require consent, like any client in Keycloak; then the human must have given it. */
final class AgentConsent {
    private AgentConsent() {}

    static void check(Issuing request, UserModel user, Scopes scopes) {
        if (user.getServiceAccountClientLink() == null
                && !TokenManager.verifyConsentStillAvailable(
                        request.session(), user, request.client(), null, scopes.toString())) {
            throw new RefusedException(
                    Refusal.ACTOR_UNAUTHORIZED, "the human's consent to the agent's client is missing");
        }
    }
}
