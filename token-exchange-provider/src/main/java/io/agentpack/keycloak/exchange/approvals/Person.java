package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.domain.escalation.Approver;
import io.agentpack.keycloak.exchange.rest.Bearer;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.ws.rs.NotAuthorizedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.Constants;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * A person with their own access token for the account: never an agent, which gets no token for the account, never a service account, and never an
 * administrator in the person's place.
 *
 * @param authenticated when the person last showed who they are
 */
record Person(UserModel user, Instant authenticated) {

    /** @throws NotAuthorizedException without such a token */
    static Person calling(KeycloakSession session) {
        AuthResult caller = Bearer.of(session);
        if (RunSessions.isRun(caller.session())
                || caller.user().getServiceAccountClientLink() != null
                || caller.session().getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null
                || !caller.token().hasAudience(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID)) {
            throw new NotAuthorizedException("Bearer");
        }
        Long authTime = caller.token().getAuth_time();
        // Every session starts with an authentication; without the claim nothing later is known.
        long seconds = authTime != null ? authTime : caller.session().getStarted();
        return new Person(caller.user(), Instant.ofEpochSecond(seconds));
    }

    boolean authenticatedWithin(Duration age, Instant now) {
        return !authenticated.isBefore(now.minus(age));
    }

    /** Whether this is the approver that the request names. */
    boolean decides(ApprovalRecord request, RealmModel realm) {
        return request.approverId().equals(Optional.of(user.getId()))
                || request.approver().map(approver -> hasRole(approver, realm)).orElse(false);
    }

    boolean hasRole(String approver, RealmModel realm) {
        return Approver.of(approver)
                .flatMap(Approver::role)
                .map(realm::getRole)
                .map(user::hasRole)
                .orElse(false);
    }
}
