package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import org.keycloak.common.VerificationException;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.util.DPoPUtil;
import org.keycloak.services.util.MtlsHoKTokenUtil;

/**
 * A sender-constrained subject token. Its holder must prove the key; another agent can't, and may take it only when the holder named that agent,
 * which is decided later for every token.
 */
final class VerifyBinding {
    private VerifyBinding() {}

    static void ofSubject(AccessToken token, TokenExchangeContext context) {
        AccessToken.Confirmation confirmation = token.getConfirmation();
        if (confirmation == null || !context.getClient().getClientId().equals(token.getIssuedFor())) {
            return;
        }
        if (confirmation.getKeyThumbprint() != null) {
            verifyProof(token, context);
        }
        if (confirmation.getCertThumbprint() != null
                && !MtlsHoKTokenUtil.verifyTokenBindingWithClientCertificate(
                        token, context.getSession().getContext().getHttpRequest(), context.getSession())) {
            throw new RefusedException(Refusal.SUBJECT_TOKEN_INVALID, "the client certificate is not the token's");
        }
    }

    private static void verifyProof(AccessToken token, TokenExchangeContext context) {
        DPoP proof = context.getSession().getAttribute(DPoPUtil.DPOP_SESSION_ATTRIBUTE, DPoP.class);
        if (proof == null) {
            throw new RefusedException(
                    Refusal.DPOP_INVALID, "the subject token is DPoP-bound and no proof came with it");
        }
        try {
            DPoPUtil.validateBinding(token, proof);
        } catch (VerificationException e) {
            throw new RefusedException(Refusal.DPOP_INVALID, "the proof is not of the subject token's key");
        }
    }
}
