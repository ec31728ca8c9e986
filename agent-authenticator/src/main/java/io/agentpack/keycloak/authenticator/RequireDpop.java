package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.dpop.DpopProof;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;

/** An agent whose tokens must be bound to a key asks for them with a DPoP proof; Keycloak's own setting of that meaning counts, too. */
final class RequireDpop {
    private RequireDpop() {}

    /** @throws RefusedException {@link Refusal#DPOP_INVALID} */
    static void check(HttpRequest request, ClientModel agent, AgentProfile profile, Optional<DpopProof> proof) {
        boolean bound = profile.senderConstrained()
                || OIDCAdvancedConfigWrapper.fromClientModel(agent).isUseDPoP();
        if (bound && proof.isEmpty() && asksForToken(request)) {
            throw new RefusedException(
                    Refusal.DPOP_INVALID, "no DPoP proof for a token that must be sender-constrained");
        }
    }

    /** Agents also authenticate to revoke or to introspect. */
    private static boolean asksForToken(HttpRequest request) {
        return request.getDecodedFormParameters().containsKey(OAuth2Constants.GRANT_TYPE);
    }
}
