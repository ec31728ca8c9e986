package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.exchange.verify.FindAgent;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.DeferralCode;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;

/** {@code urn:ietf:params:oauth:grant-type:deferred}: an agent comes back for the answer to a request for more. */
final class DeferredGrant implements OAuth2GrantType {
    static final String DEFERRAL_CODE = "deferral_code";

    @Override
    public Response process(Context context) {
        KeycloakSession session = context.getSession();
        try {
            StartRun.Agent agent = FindAgent.of(session, context.getClient());
            ApprovalRecord request = FindDeferral.of(code(context), agent, session);
            return new AnswerPoll(context).of(request, () -> new RedeemDeferral(context).redeem(agent, request));
        } catch (RefusedException refused) {
            throw AnswerPoll.refused(refused, context);
        } catch (RuntimeException failed) {
            session.getTransactionManager().setRollbackOnly();
            throw failed;
        }
    }

    private static DeferralCode code(Context context) {
        String code = context.getFormParams().getFirst(DEFERRAL_CODE);
        if (code == null || code.isBlank()) {
            throw new RefusedException(Refusal.REQUEST_MALFORMED, DEFERRAL_CODE + " is missing");
        }
        return new DeferralCode(code);
    }

    /** As of the exchange that was deferred. */
    @Override
    public EventType getEventType() {
        return EventType.TOKEN_EXCHANGE;
    }

    @Override
    public Set<String> getTokenParameterNames() {
        return Set.of();
    }

    @Override
    public void close() {}
}
