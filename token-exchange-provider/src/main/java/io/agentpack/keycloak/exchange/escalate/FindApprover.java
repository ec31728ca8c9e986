package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.escalation.Approver;
import io.agentpack.keycloak.domain.run.Run;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Who in this realm the approver is. A request that nobody could decide about is not left pending. */
final class FindApprover {
    private FindApprover() {}

    /** @return the id of the one user who decides; empty when whoever has the role does */
    static Optional<String> of(Approver approver, Run run, AgentProfile agent, KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        if (approver.kind() == Approver.Kind.ROLE) {
            approver.role().map(realm::getRole).orElseThrow(() -> nobody(approver));
            return Optional.empty();
        }
        Optional<String> owner = approver.kind() == Approver.Kind.OWNER ? agent.owner() : Optional.empty();
        UserModel user = owner.map(name -> session.users().getUserByUsername(realm, name))
                .or(() -> Optional.ofNullable(session.users().getUserById(realm, run.subjectId()))
                        .filter(subject -> owner.isEmpty()))
                .orElseThrow(() -> nobody(approver));
        if (!user.isEnabled() || user.getServiceAccountClientLink() != null) {
            throw nobody(approver);
        }
        return Optional.of(user.getId());
    }

    private static RefusedException nobody(Approver approver) {
        return new RefusedException(Refusal.SCOPE_BEYOND, "there is no approver " + approver.value());
    }
}
