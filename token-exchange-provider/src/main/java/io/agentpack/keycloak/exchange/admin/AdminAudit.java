package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.ledger.AuditDetail;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** The admin event of something that was done; nothing is recorded of what was refused, as everywhere in Keycloak's admin API. */
public final class AdminAudit {
    private static final String OF_A_RUN = "AGENT_RUN";
    private static final String OF_MANY = "AGENT_STOP";

    private final AdminEventBuilder event;

    public AdminAudit(AdminEventBuilder event) {
        this.event = event;
    }

    /** @param what last part of the path in the admin REST API, wherever the request came in */
    void onRun(RunRecord run, String what, Optional<String> reason) {
        event.resource(OF_A_RUN)
                .detail(AuditDetail.RUN, run.id())
                .detail(AuditDetail.ROOT_RUN, run.root())
                .detail(AuditDetail.SUBJECT, run.subjectId());
        done(reason, "agents", "runs", run.id(), what);
    }

    void onMany(StopSwitch what, String name, Optional<String> reason) {
        event.resource(OF_MANY);
        done(reason, "agents", what.segment(), name, "stop");
    }

    private void done(Optional<String> reason, String... path) {
        event.operation(OperationType.ACTION).resourcePath(path);
        reason.ifPresent(text -> event.representation(Map.of("reason", text)));
        event.success();
    }
}
