package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.domain.escalation.ApprovalStep;
import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.domain.escalation.EscalationPolicy;
import io.agentpack.keycloak.exchange.answer.RefusalAnswers;
import io.agentpack.keycloak.exchange.decide.DecideExchange;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.issue.ClientScopes;
import io.agentpack.keycloak.exchange.issue.IssueRunToken;
import io.agentpack.keycloak.exchange.issue.ScopeStep;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import io.agentpack.keycloak.exchange.verify.KeptRequest;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.approval.StepTaken;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** Turns an approved request into its one token. Everything that was true when it was asked must be true now; an approval replaces none of it. */
final class RedeemDeferral {
    private final OAuth2GrantType.Context context;
    private final KeycloakSession session;

    RedeemDeferral(OAuth2GrantType.Context context) {
        this.context = context;
        this.session = context.getSession();
    }

    Response redeem(StartRun.Agent agent, ApprovalRecord request) {
        requireWhole(request);
        KeptRequest kept = KeptRequest.read(request.request());
        requireKey(kept);
        requirePolicies(kept);
        LiveRun live = LiveRun.held(request.runId(), session);
        requireRenewal(agent, live);
        UserModel user = live.userSession().getUser();
        Scopes extra = Scopes.parse(request.asked());
        EscalationPolicy.requirePossible(
                extra,
                new ClientScopes(context.getClient())
                        .heldBy(user, agent.evidence().assurance()),
                agent.profile(),
                live.run().environment());
        TokenRequest wanted = kept.wanted();
        Decision decision = DecideExchange.renewal(
                agent, new DecideExchange.InRun(live.run(), live.userSession(), user, kept.inbound()), wanted.asked());
        take(request);
        return IssueRunToken.deferred(context, Optional.ofNullable(kept.allowedByPolicy()))
                .issue(agent, decision, wanted, Optional.of(new ScopeStep(request.id(), extra)));
    }

    /** What somebody wrote into the table is not what was approved. */
    private void requireWhole(ApprovalRecord request) {
        if (!Approvals.in(session).isWhole(request)) {
            throw FindDeferral.unknown("the record of the request was edited");
        }
    }

    /** In a version before, a hand-over could ask, too; what was approved of that is not given any more. */
    private static void requireRenewal(StartRun.Agent agent, LiveRun live) {
        if (!live.run().agentUuid().equals(agent.uuid())) {
            throw new RefusedException(
                    Refusal.SCOPE_BEYOND, "a hand-over gives no more than the run that is handed over");
        }
    }

    private void requireKey(KeptRequest kept) {
        if (kept.dpopKey() != null && !DpopKey.of(session).equals(Optional.of(kept.dpopKey()))) {
            throw new RefusedException(Refusal.DPOP_INVALID, "the request was made with a proof of another key");
        }
    }

    /** Those of now: they may have been tightened since it was asked. */
    private void requirePolicies(KeptRequest kept) {
        try {
            session.clientPolicy().triggerOnEvent(new RedemptionContext(context, kept.wanted()));
        } catch (ClientPolicyException refused) {
            throw RefusalAnswers.to(refused, session, context.getEvent(), context.getCors());
        }
    }

    /** Rolled back with everything else if no token comes of it. */
    private void take(ApprovalRecord request) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        boolean taken = Approvals.in(session).take(ApprovalStep.REDEEM, request, StepTaken.of(Decider.CLIENT, now));
        if (!taken) {
            throw FindDeferral.unknown("the request was redeemed or taken back in the same moment");
        }
    }
}
