package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.approval.ApprovalQuery;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/** What one person decides about, alone or as one of those who have a role; nobody else's is ever read through this. */
public final class MyRequests {
    private final Approvals approvals;
    private final RealmModel realm;
    private final UserModel user;
    private final Instant now;

    public MyRequests(KeycloakSession session, UserModel user, Instant now) {
        this.approvals = Approvals.in(session);
        this.realm = session.getContext().getRealm();
        this.user = user;
        this.now = now;
    }

    /** How many wait for this person; {@value ApprovalQuery#MOST} for that many and more. */
    public int waiting() {
        return list(Optional.of(ApprovalState.PENDING), 0, ApprovalQuery.MOST).size();
    }

    /** Newest first. */
    List<ApprovalRecord> list(Optional<ApprovalState> state, int first, int max) {
        ApprovalQuery.Deciding mine = new ApprovalQuery.Deciding(user.getId(), roles());
        return approvals.list(realm, new ApprovalQuery(state, Optional.empty(), Optional.of(mine), first, max), now);
    }

    /** What somebody else decides about is not there. */
    Optional<ApprovalRecord> find(String id) {
        return approvals.find(realm, Params.id(id)).filter(request -> DecidingPerson.decides(user, request, realm));
    }

    private List<String> roles() {
        return RoleUtils.getDeepUserRoleMappings(user).stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .map(name -> "role:" + name)
                .toList();
    }
}
