package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.DeferralCode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.protocol.oidc.TokenExchangeContext;

/** "Not now": an error answer that keeps what the request has written, unlike all others. The token endpoint says {@code no-store} itself. */
final class DeferredAnswer {
    private DeferredAnswer() {}

    static Response to(TokenExchangeContext context, DeferralCode code, ApprovalRecord request, Instant now) {
        Refusal pending = Refusal.APPROVAL_PENDING;
        context.getEvent().error(pending.error());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(OAuth2Constants.ERROR, pending.error());
        body.put(OAuth2Constants.ERROR_DESCRIPTION, pending.sentence());
        body.put("deferral_code", code.value());
        body.put("expires_in", Duration.between(now, request.expires()).toSeconds());
        body.put("interval", request.interval().toSeconds());
        return context.getCors()
                .add(Response.status(pending.status()).entity(body).type(MediaType.APPLICATION_JSON_TYPE));
    }
}
