package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.domain.escalation.Poll;
import io.agentpack.keycloak.exchange.answer.RefusalAnswers;
import io.agentpack.keycloak.exchange.verify.FindAgent;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.approval.DeferralCode;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.services.CorsErrorResponseException;

/** {@code urn:ietf:params:oauth:grant-type:deferred}: an agent comes back for the answer to a request for more. */
final class DeferredGrant implements OAuth2GrantType {
    static final String DEFERRAL_CODE = "deferral_code";

    @Override
    public Response process(Context context) {
        KeycloakSession session = context.getSession();
        try {
            StartRun.Agent agent = FindAgent.of(session, context.getClient());
            ApprovalRecord request = FindDeferral.of(code(context), agent, session);
            return answer(context, agent, request, poll(request));
        } catch (RefusedException refused) {
            throw refused.refusal() == Refusal.APPROVAL_PENDING
                    ? pending(context)
                    : RefusalAnswers.to(refused, session, context.getEvent(), context.getCors());
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

    private static Poll poll(ApprovalRecord request) {
        return Poll.of(
                request.state(), request.decider(), request.expires(), request.polled(), request.interval(), now());
    }

    private static Response answer(Context context, StartRun.Agent agent, ApprovalRecord request, Poll poll) {
        EscalationEvent.about(
                context.getEvent(), request, request.stateAt(now()).value());
        return switch (poll) {
            case TOKEN -> new RedeemDeferral(context).redeem(agent, request);
            case WAIT, WAIT_LONGER -> {
                LiveRun.check(request.runId(), context.getSession());
                note(request, poll, context.getSession());
                throw poll == Poll.WAIT
                        ? new RefusedException(Refusal.APPROVAL_PENDING, "nobody has decided yet")
                        : new RefusedException(Refusal.POLLED_TOO_FAST, "polled before the interval was over");
            }
            case REFUSED -> throw new RefusedException(Refusal.APPROVAL_REFUSED, "refused or taken back");
            case LATE -> throw new RefusedException(Refusal.APPROVAL_LATE, "not decided or not redeemed in time");
            case SPENT -> throw FindDeferral.unknown("the deferral code was redeemed before");
            case RUN_OVER -> throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run that asked is over");
        };
    }

    /** In a transaction of its own: an error answer keeps nothing. */
    private static void note(ApprovalRecord request, Poll poll, KeycloakSession session) {
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> Approvals.in(own)
                .polled(request.id(), now(), poll, request.interval()));
    }

    /** No event: waiting is not a failure, and there would be one every few seconds. */
    private static CorsErrorResponseException pending(Context context) {
        Refusal pending = Refusal.APPROVAL_PENDING;
        context.getSession().getTransactionManager().setRollbackOnly();
        return new CorsErrorResponseException(
                context.getCors(),
                pending.error(),
                pending.sentence(),
                Response.Status.fromStatusCode(pending.status()));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
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
