package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.exchange.rest.StopRun;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.hold.HoldRuns;
import io.agentpack.keycloak.ledger.outbox.SignalOutbox;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What an administrator does to one run, whether by REST or on a page. Each needs the right to manage it, and what was done is recorded. */
public final class ActOnRun {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Rights rights;
    private final AdminAudit audit;
    private final RunRecord run;

    public ActOnRun(KeycloakSession session, RealmModel realm, Rights rights, AdminAudit audit, RunRecord run) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
        this.audit = audit;
        this.run = run;
    }

    /** @return false when it is over already */
    public boolean stop(Optional<String> reason) {
        rights.requireManage(run);
        return audited(
                StopRun.stop(session, realm, run, CauseKind.ADMIN_REVOKED, rights.who(), reason), "revoke", reason);
    }

    /** @return false when it is not active */
    public boolean suspend(Optional<String> reason) {
        rights.requireManage(run);
        return audited(HoldRuns.in(session, realm).suspend(run.id(), rights.who(), reason), "suspend", reason);
    }

    /** @return false when it is not suspended, or over */
    public boolean resume(Optional<String> reason) {
        rights.requireManage(run);
        return audited(HoldRuns.in(session, realm).resume(run.id(), rights.who(), reason), "resume", reason);
    }

    /**
     * Has dead letters about it sent again, with all attempts to come.
     *
     * @return how many
     */
    public int retry() {
        rights.requireManage(run);
        int revived = SignalOutbox.in(session)
                .revive(realm.getId(), run.id(), Instant.ofEpochMilli(Time.currentTimeMillis()));
        audit.onRun(run, "deliveries/retry", Optional.empty());
        return revived;
    }

    private boolean audited(boolean done, String what, Optional<String> reason) {
        if (done) {
            audit.onRun(run, what, reason);
        }
        return done;
    }
}
