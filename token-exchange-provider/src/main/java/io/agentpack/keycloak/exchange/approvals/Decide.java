package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.Assurance;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.domain.escalation.ApprovalStep;
import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.domain.escalation.EscalationPolicy;
import io.agentpack.keycloak.exchange.ciba.BackchannelAsked;
import io.agentpack.keycloak.exchange.ciba.ToldKeycloak;
import io.agentpack.keycloak.exchange.escalate.EscalationEvent;
import io.agentpack.keycloak.exchange.escalate.LiveRun;
import io.agentpack.keycloak.exchange.issue.ClientScopes;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.approval.StepTaken;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** A person decides. The first decision counts; what nobody may approve is not approved by anybody. */
final class Decide {
    private final KeycloakSession session;
    private final DecidingPerson person;

    Decide(KeycloakSession session, DecidingPerson person) {
        this.session = session;
        this.person = person;
    }

    /**
     * @return whether it counts; false when the request has been decided, taken back or is late
     * @throws RefusedException when it can't be approved any more: its run is over, or the agent or the human lost what it asks for
     */
    boolean approve(ApprovalRecord request, Optional<String> reason, Instant now) {
        if (request.stateAt(now) != ApprovalState.PENDING) {
            return false;
        }
        try {
            requirePossible(request);
        } catch (RefusedException refused) {
            event(request, "approved")
                    .detail(Details.REASON, refused.reason())
                    .error(refused.refusal().error());
            session.getTransactionManager().setRollbackOnly();
            throw refused;
        }
        return take(ApprovalStep.APPROVE, request, reason, now);
    }

    boolean refuse(ApprovalRecord request, Optional<String> reason, Instant now) {
        return take(ApprovalStep.REFUSE, request, reason, now);
    }

    private void requirePossible(ApprovalRecord request) {
        if (!Approvals.in(session).isWhole(request)) {
            throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the record of the request was edited");
        }
        if (request.backchannelId().isPresent()) {
            BackchannelAsked.requirePossible(request, Assurance.FULL, session);
            return;
        }
        LiveRun live = LiveRun.held(request.runId(), session);
        ClientModel agent = session.getContext().getRealm().getClientById(request.agentUuid());
        EscalationPolicy.requirePossible(
                Scopes.parse(request.asked()),
                new ClientScopes(agent).heldBy(live.userSession().getUser(), Assurance.FULL),
                AgentClients.profileOf(agent),
                live.run().environment());
    }

    private boolean take(ApprovalStep step, ApprovalRecord request, Optional<String> reason, Instant now) {
        StepTaken by =
                new StepTaken(Decider.APPROVER, now, Optional.of(person.user().getId()), reason);
        boolean taken = Approvals.in(session).take(step, request, by);
        if (taken && !ToldKeycloak.of(step, request, person.session(), session)) {
            session.getTransactionManager().setRollbackOnly();
            return false;
        }
        if (taken) {
            event(request, step.to().value()).success();
        }
        return taken;
    }

    private EventBuilder event(ApprovalRecord request, String decision) {
        return EscalationEvent.decision(session, request, person.user().getId(), decision);
    }
}
