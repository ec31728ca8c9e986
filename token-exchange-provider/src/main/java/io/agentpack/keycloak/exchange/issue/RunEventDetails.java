package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AuditDetail;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;

/** Who did what for whom, on the event of the token request. */
final class RunEventDetails {
    private RunEventDetails() {}

    /** @param goal what this request says it is for; where it says nothing, the run's own goal, as in the token */
    static void add(Run run, Authority authority, Optional<String> goal, EventBuilder event) {
        event.user(run.subjectId())
                .detail(AuditDetail.RUN, run.id())
                .detail(AuditDetail.ROOT_RUN, run.root())
                .detail(AuditDetail.AUTHORITY, run.model().value())
                .detail(AuditDetail.ENVIRONMENT, run.environment().name())
                .detail(AuditDetail.LOCALITY, run.locality().value())
                .detail(AuditDetail.CHAIN, run.chain().toAuditText())
                .detail(AuditDetail.SUBJECT, run.subjectId())
                .detail(AuditDetail.OWNER, run.owner())
                .detail(AuditDetail.ATTESTER, run.attester())
                .detail(AuditDetail.INSTANCE, run.instance().id())
                .detail(AuditDetail.GOAL, goal.or(run::goal).orElse(null))
                .detail(AuditDetail.SCOPE, authority.scopes().toString())
                .detail(Details.AUDIENCE, String.join(" ", authority.audiences()));
    }
}
