package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.domain.escalation.Approver;
import io.agentpack.keycloak.exchange.page.Person;
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
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * A person with their own access token for the account, or at their browser: never an agent, which gets neither, never a service account, and never
 * an administrator in the person's place.
 *
 * @param session in which they signed in
 * @param authenticated when the person last showed who they are
 */
record DecidingPerson(UserModel user, UserSessionModel session, Instant authenticated) {

    /** @throws NotAuthorizedException without such a token */
    static DecidingPerson calling(KeycloakSession session) {
        AuthResult caller = Bearer.of(session);
        if (RunSessions.isRun(caller.session())
                || caller.user().getServiceAccountClientLink() != null
                || isImpersonated(caller.session())
                || !caller.token().hasAudience(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID)) {
            throw new NotAuthorizedException("Bearer");
        }
        Long authTime = caller.token().getAuth_time();
        // Every session starts with an authentication; without the claim nothing later is known.
        long seconds = authTime != null ? authTime : caller.session().getStarted();
        return new DecidingPerson(caller.user(), caller.session(), Instant.ofEpochSecond(seconds));
    }

    /** @return empty for an administrator in the person's place, who may look but not decide */
    static Optional<DecidingPerson> at(Person browser) {
        UserSessionModel session = browser.session();
        String authTime = session.getNote(AuthenticationManager.AUTH_TIME);
        return isImpersonated(session)
                ? Optional.empty()
                : Optional.of(new DecidingPerson(
                        browser.user(),
                        session,
                        Instant.ofEpochSecond(authTime != null ? Long.parseLong(authTime) : session.getStarted())));
    }

    private static boolean isImpersonated(UserSessionModel session) {
        return session.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null;
    }

    boolean authenticatedWithin(Duration age, Instant now) {
        return authenticated.isAfter(now.minus(age));
    }

    /** Whether this is the approver that the request names. */
    static boolean decides(UserModel user, ApprovalRecord request, RealmModel realm) {
        return request.approverId().equals(Optional.of(user.getId()))
                || request.approver()
                        .flatMap(Approver::of)
                        .flatMap(Approver::role)
                        .map(realm::getRole)
                        .map(user::hasRole)
                        .orElse(false);
    }
}
