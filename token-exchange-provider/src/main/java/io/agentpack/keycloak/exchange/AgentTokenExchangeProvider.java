package io.agentpack.keycloak.exchange;

import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.exchange.answer.RefusalAnswers;
import io.agentpack.keycloak.exchange.decide.DecideExchange;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.escalate.AnswerAsking;
import io.agentpack.keycloak.exchange.escalate.Asking;
import io.agentpack.keycloak.exchange.issue.IssueRunToken;
import io.agentpack.keycloak.exchange.request.ExchangeRequest;
import io.agentpack.keycloak.exchange.request.MeantForAgents;
import io.agentpack.keycloak.exchange.request.ReadExchangeRequest;
import io.agentpack.keycloak.exchange.verify.FindAgent;
import io.agentpack.keycloak.exchange.verify.VerifiedSubject;
import io.agentpack.keycloak.exchange.verify.VerifyActor;
import io.agentpack.keycloak.exchange.verify.VerifySubject;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProvider;

/** Start of a delegated run, renewal and hand-over: a token exchange by an agent, or of an agent's token. */
final class AgentTokenExchangeProvider implements TokenExchangeProvider {

    /** Claims by intent: what is meant for agents is ours, however malformed, and never slides to a provider that knows no actors. */
    @Override
    public boolean supports(TokenExchangeContext context) {
        return MeantForAgents.isExchange(context);
    }

    @Override
    public Response exchange(TokenExchangeContext context) {
        try {
            ExchangeRequest request = ReadExchangeRequest.from(context);
            StartRun.Agent agent = FindAgent.of(context.getSession(), context.getClient());
            VerifyActor.of(request, context);
            VerifiedSubject subject = VerifySubject.of(request, context);
            Decision decision = DecideExchange.of(agent, subject, request, context.getSession());
            Optional<Asking> more = Asking.of(request, subject, decision);
            return more.isPresent()
                    ? new AnswerAsking(context).answer(agent, more.get(), decision)
                    : IssueRunToken.of(context).issue(agent, decision, request.wanted());
        } catch (RefusedException refused) {
            throw RefusalAnswers.to(refused, context.getSession(), context.getEvent(), context.getCors());
        } catch (RuntimeException failed) {
            context.getSession().getTransactionManager().setRollbackOnly();
            throw failed;
        }
    }

    @Override
    public void close() {}
}
