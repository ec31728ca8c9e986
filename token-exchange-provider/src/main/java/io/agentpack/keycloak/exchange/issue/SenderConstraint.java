package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.util.MtlsHoKTokenUtil;

/**
 * Binds the token to the key of whoever asks for it, never to the key of the token it is made from. DPoP binding is Keycloak's doing; mTLS binding
 * (RFC 8705 section 3) it leaves to each grant.
 */
final class SenderConstraint {
    private SenderConstraint() {}

    /** @param inboundIsBound whether the token that was handed in is bound: then a bearer token made from it would set its holder free */
    static void bind(AccessToken token, Issuing request, boolean inboundIsBound) {
        if (OIDCAdvancedConfigWrapper.fromClientModel(request.client()).isUseMtlsHokToken()) {
            bindToCertificate(token, request);
        }
        if (inboundIsBound && token.getConfirmation() == null) {
            throw new RefusedException(
                    Refusal.DPOP_INVALID, "the subject token is bound to a key, so its successor must be, too");
        }
    }

    private static void bindToCertificate(AccessToken token, Issuing request) {
        AccessToken.Confirmation certificate = MtlsHoKTokenUtil.bindTokenWithClientCertificate(
                request.session().getContext().getHttpRequest(), request.session());
        if (certificate == null) {
            throw new RefusedException(
                    Refusal.REQUEST_MALFORMED, "the agent's tokens are certificate-bound and no certificate came");
        }
        if (token.getConfirmation() == null) {
            token.setConfirmation(certificate);
        } else {
            token.getConfirmation().setCertThumbprint(certificate.getCertThumbprint());
        }
    }
}
