package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.escalation.EscalationPolicy.Verdict;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AuditDetail;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;

/** What the audit knows of a request for more: who asked for what, who decided how. */
public final class EscalationEvent {
    private EscalationEvent() {}

    static void asked(EventBuilder event, String id, Scopes extra, Run run, Verdict verdict) {
        event.detail(AuditDetail.APPROVAL, id)
                .detail(AuditDetail.RUN, run.id())
                .detail(AuditDetail.ROOT_RUN, run.root())
                .detail(AuditDetail.SUBJECT, run.subjectId())
                .detail(AuditDetail.SCOPE_ASKED, extra.toString());
        if (verdict instanceof Verdict.Ask ask) {
            event.detail(AuditDetail.APPROVER, ask.approver().value())
                    .detail(AuditDetail.DECISION, "pending")
                    .detail(Details.REASON, "somebody has to decide");
        } else {
            event.detail(AuditDetail.DECISION, "policy").detail(Details.REASON, "inside the ceiling agreed beforehand");
        }
    }

    /** On the event of a later request about it. */
    static void about(EventBuilder event, ApprovalRecord request, String decision) {
        event.user(request.subjectId())
                .detail(AuditDetail.APPROVAL, request.id())
                .detail(AuditDetail.RUN, request.runId())
                .detail(AuditDetail.SUBJECT, request.subjectId())
                .detail(AuditDetail.SCOPE_ASKED, request.asked())
                .detail(AuditDetail.APPROVER, request.approver().orElse(null))
                .detail(AuditDetail.DECISION, decision);
    }

    /** A person's decision: an event of its own, of that person. */
    public static EventBuilder decision(
            KeycloakSession session, ApprovalRecord request, String userId, String decision) {
        EventBuilder event = new EventBuilder(
                        session.getContext().getRealm(),
                        session,
                        session.getContext().getConnection())
                .event(EventType.GRANT_CONSENT)
                .client(request.agent());
        about(event, request, decision);
        return event.user(userId).detail(AuditDetail.GOAL, request.goal().orElse(null));
    }
}
