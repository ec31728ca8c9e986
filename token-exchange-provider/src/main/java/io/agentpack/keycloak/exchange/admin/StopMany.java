package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.end.EndRuns;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What an administrator does with a stop switch, whether by REST or on a page: what it would hit, and the stop. */
public final class StopMany {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Rights rights;
    private final AdminAudit audit;
    private final StopSwitch what;

    public StopMany(KeycloakSession session, RealmModel realm, Rights rights, AdminAudit audit, StopSwitch what) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
        this.audit = audit;
        this.what = what;
    }

    public Impact impact(String name) {
        return Impact.of(
                session,
                realm,
                session.getProvider(AgentLedgerProvider.class)
                        .liveOn(realm, what.hook(), target(name).value()));
    }

    /** @throws jakarta.ws.rs.ForbiddenException for somebody who may only see it */
    public void requireManage(String name) {
        target(name).requireManage(rights);
    }

    /** @return id of the cause */
    public String now(String name, Optional<String> reason) {
        StopSwitch.Target target = target(name);
        target.requireManage(rights);
        String causeId = EndRuns.in(session, realm)
                .all(RunsOn.of(what.hook(), target.value()), what.cause(), Optional.of(rights.who()), reason);
        audit.onMany(what, name, reason);
        return causeId;
    }

    private StopSwitch.Target target(String name) {
        return what.target(name, session, realm, rights);
    }
}
