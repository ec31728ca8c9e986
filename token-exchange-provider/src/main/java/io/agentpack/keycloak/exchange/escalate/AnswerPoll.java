package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.escalation.Poll;
import io.agentpack.keycloak.exchange.answer.RefusalAnswers;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.function.Supplier;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.services.CorsErrorResponseException;

/** What an agent hears that comes for the answer to a request, by whichever grant. */
public final class AnswerPoll {
    private final OAuth2GrantType.Context context;

    public AnswerPoll(OAuth2GrantType.Context context) {
        this.context = context;
    }

    /** @param redeem makes the token, now that somebody has approved */
    public Response of(ApprovalRecord request, Supplier<Response> redeem) {
        Poll poll = Poll.of(
                request.state(), request.decider(), request.expires(), request.polled(), request.interval(), now());
        EscalationEvent.about(
                context.getEvent(), request, request.stateAt(now()).value());
        return switch (poll) {
            case TOKEN -> redeem.get();
            case WAIT, WAIT_LONGER -> {
                if (request.backchannelId().isEmpty()) {
                    LiveRun.check(request.runId(), context.getSession());
                }
                note(request, poll, context.getSession());
                throw poll == Poll.WAIT
                        ? new RefusedException(Refusal.APPROVAL_PENDING, "nobody has decided yet")
                        : new RefusedException(Refusal.POLLED_TOO_FAST, "polled before the interval was over");
            }
            case REFUSED -> throw new RefusedException(Refusal.APPROVAL_REFUSED, "refused or taken back");
            case LATE -> throw new RefusedException(Refusal.APPROVAL_LATE, "not decided or not redeemed in time");
            case SPENT -> throw FindDeferral.unknown("the code was redeemed before");
            case RUN_OVER -> throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run that asked is over");
        };
    }

    /** Waiting makes no event: it is not a failure, and there would be one every few seconds. */
    public static CorsErrorResponseException refused(RefusedException refused, OAuth2GrantType.Context context) {
        if (refused.refusal() != Refusal.APPROVAL_PENDING) {
            return RefusalAnswers.to(refused, context.getSession(), context.getEvent(), context.getCors());
        }
        Refusal pending = Refusal.APPROVAL_PENDING;
        context.getSession().getTransactionManager().setRollbackOnly();
        return new CorsErrorResponseException(
                context.getCors(),
                pending.error(),
                pending.sentence(),
                Response.Status.fromStatusCode(pending.status()));
    }

    /** In a transaction of its own: an error answer keeps nothing. */
    private static void note(ApprovalRecord request, Poll poll, KeycloakSession session) {
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> Approvals.in(own)
                .polled(request.id(), now(), poll, request.interval()));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
