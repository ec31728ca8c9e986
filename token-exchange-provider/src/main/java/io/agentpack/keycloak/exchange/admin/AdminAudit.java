package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.ledger.AuditDetail;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** The admin event of something that was done; nothing is recorded of what was refused, as everywhere in Keycloak's admin API. */
final class AdminAudit {
    private static final String OF_A_RUN = "AGENT_RUN";
    private static final String OF_MANY = "AGENT_STOP";

    private final KeycloakSession session;
    private final AdminEventBuilder event;

    AdminAudit(KeycloakSession session, AdminEventBuilder event) {
        this.session = session;
        this.event = event;
    }

    void onRun(RunRecord run, Optional<String> reason) {
        event.resource(OF_A_RUN)
                .detail(AuditDetail.RUN, run.id())
                .detail(AuditDetail.ROOT_RUN, run.root())
                .detail(AuditDetail.SUBJECT, run.subjectId());
        done(reason);
    }

    void onMany(Optional<String> reason) {
        event.resource(OF_MANY);
        done(reason);
    }

    private void done(Optional<String> reason) {
        event.operation(OperationType.ACTION).resourcePath(session.getContext().getUri());
        reason.ifPresent(text -> event.representation(Map.of("reason", text)));
        event.success();
    }
}
