package io.agentpack.keycloak.ledger.end;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.ledger.AuditDetail;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunRecord;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The audit event of a run that ended. */
public final class EndedRunEvent {
    private EndedRunEvent() {}

    public static void fire(KeycloakSession session, RealmModel realm, Cause cause, EndedRun ended) {
        RunRecord run = ended.run();
        new EventBuilder(realm, session)
                .event(EventType.REVOKE_GRANT)
                .client(run.agent())
                .user(run.subjectId())
                .session(run.id())
                .detail(AuditDetail.RUN, run.id())
                .detail(AuditDetail.ROOT_RUN, run.root())
                .detail(AuditDetail.AUTHORITY, run.authority())
                .detail(AuditDetail.ENVIRONMENT, run.environment())
                .detail(AuditDetail.LOCALITY, run.locality())
                .detail(AuditDetail.CHAIN, run.chain())
                .detail(AuditDetail.SUBJECT, run.subjectId())
                .detail(AuditDetail.OWNER, owner(session, realm, run))
                .detail(AuditDetail.ATTESTER, run.attester())
                .detail(AuditDetail.INSTANCE, run.instance())
                .detail(AuditDetail.GOAL, run.goal().orElse(null))
                .detail(AuditDetail.CAUSE, cause.kind().value())
                .success();
    }

    /** As in the event of the start: the person's id where the run is for a person, else the owner's name. */
    private static String owner(KeycloakSession session, RealmModel realm, RunRecord run) {
        UserModel owner =
                run.owner().equals(run.subjectId()) ? null : session.users().getUserById(realm, run.owner());
        return owner == null ? run.owner() : owner.getUsername();
    }
}
