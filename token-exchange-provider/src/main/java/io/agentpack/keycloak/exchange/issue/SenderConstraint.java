package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.representations.AccessToken;

/**
 * The key that a token is bound to is that of whoever asks for it, never that of the token it is made from. Keycloak binds, by DPoP (RFC 9449) or
 * certificate (RFC 8705), but lets a token go unbound where no proof came.
 */
final class SenderConstraint {
    private SenderConstraint() {}

    /** @param inboundIsBound whether the token that was handed in is bound: then a bearer token made from it would set its holder free */
    static void check(AccessToken token, Issuing request, AgentProfile agent, boolean inboundIsBound) {
        AccessToken.Confirmation bound = token.getConfirmation();
        if (agent.senderConstrained() && (bound == null || bound.getKeyThumbprint() == null)) {
            // The authenticator has asked for the proof; but the server's DPoP feature may be off, or a policy may bind
            // other things.
            throw new RefusedException(
                    Refusal.DPOP_INVALID, "Keycloak has not bound the token to the key of the proof");
        }
        if (OIDCAdvancedConfigWrapper.fromClientModel(request.client()).isUseMtlsHokToken()
                && (bound == null || bound.getCertThumbprint() == null)) {
            throw new RefusedException(
                    Refusal.REQUEST_MALFORMED, "the agent's tokens are certificate-bound and no certificate came");
        }
        if (inboundIsBound && bound == null) {
            throw new RefusedException(
                    Refusal.DPOP_INVALID, "the subject token is bound to a key, so its successor must be, too");
        }
    }
}
