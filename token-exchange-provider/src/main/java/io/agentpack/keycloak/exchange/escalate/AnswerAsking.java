package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.domain.escalation.Approver;
import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.domain.escalation.EscalationPolicy;
import io.agentpack.keycloak.domain.escalation.EscalationPolicy.Verdict;
import io.agentpack.keycloak.domain.escalation.EscalationTerms;
import io.agentpack.keycloak.domain.escalation.Poll;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.issue.ClientScopes;
import io.agentpack.keycloak.exchange.issue.IssueRunToken;
import io.agentpack.keycloak.exchange.issue.ScopeStep;
import io.agentpack.keycloak.exchange.verify.KeptRequest;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.approval.DeferralCode;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenExchangeContext;

/** Answers an {@link Asking}: with the token, where that was agreed beforehand, else with a code by which the agent comes back. */
public final class AnswerAsking {
    private final TokenExchangeContext context;
    private final KeycloakSession session;

    public AnswerAsking(TokenExchangeContext context) {
        this.context = context;
        this.session = context.getSession();
    }

    public Response answer(StartRun.Agent agent, Asking asking, Decision decision) {
        Run run = asking.token().run();
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        // Requests of one run come one after the other, so that the limit on them holds, and none comes after the run's
        // end.
        session.getProvider(AgentLedgerProvider.class).hold(run.id());
        Verdict verdict = judge(agent, asking, run, now);
        String id = RunSessions.newId();
        EscalationEvent.asked(context.getEvent(), id, asking.extra(), run, verdict);
        if (verdict instanceof Verdict.Ask ask) {
            Optional<String> approverId = FindApprover.of(ask.approver(), run, agent.profile(), session);
            return defer(agent, asking, id, ask.approver(), approverId, now);
        }
        Approvals.in(session).add(record(agent, asking, id, now).granted(Decider.POLICY, now));
        return IssueRunToken.of(context)
                .issue(agent, decision, asking.wanted(), Optional.of(new ScopeStep(id, asking.extra())));
    }

    private Verdict judge(StartRun.Agent agent, Asking asking, Run run, Instant now) {
        ClientModel client = context.getClient();
        AgentProfile profile = agent.profile();
        Scopes holds = new ClientScopes(client)
                .heldBy(asking.token().user(), agent.evidence().assurance());
        return EscalationPolicy.judge(
                asking.extra(),
                allowedByPolicy().map(Scopes::new).map(holds::and).orElse(holds),
                profile,
                EscalationTerms.read(profile.authority(), client::getAttribute),
                run,
                Approvals.in(session).since(run.id(), now.minus(EscalationPolicy.RATE_PERIOD)));
    }

    private Response defer(
            StartRun.Agent agent,
            Asking asking,
            String id,
            Approver approver,
            Optional<String> approverId,
            Instant now) {
        DeferralCode code = DeferralCode.fresh();
        ApprovalRecord request = record(agent, asking, id, now).answeredBy(code).askedOf(approver.value(), approverId);
        Approvals.in(session).add(request);
        AskByMail.afterCommit(session, request);
        return DeferredAnswer.to(context, code, request, now);
    }

    private ApprovalRecord record(StartRun.Agent agent, Asking asking, String id, Instant now) {
        Run run = asking.token().run();
        Instant latest = now.plus(EscalationPolicy.LIFETIME);
        return new ApprovalRecord(
                id,
                context.getRealm().getId(),
                Optional.empty(),
                Optional.empty(),
                run.id(),
                agent.uuid(),
                agent.profile().clientId(),
                agent.evidence().instance().id(),
                agent.evidence().keyThumbprint(),
                run.subjectId(),
                run.environment().name(),
                Optional.empty(),
                Optional.empty(),
                asking.token().inbound().authority().scopes().toString(),
                asking.extra().toString(),
                asking.wanted().asked().goal().or(run::goal),
                KeptRequest.of(asking.wanted(), asking.token().inbound(), DpopKey.of(session), allowedByPolicy())
                        .write(),
                ApprovalState.PENDING,
                now,
                latest.isBefore(run.deadline()) ? latest : run.deadline(),
                Optional.empty(),
                Poll.INTERVAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What client policies leave of the client's scopes; Keycloak has asked them before it asked us. */
    private Optional<Set<String>> allowedByPolicy() {
        return Optional.ofNullable(context.getRestrictedScopes());
    }
}
