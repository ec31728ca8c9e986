package io.agentpack.keycloak.exchange.page;

import io.agentpack.keycloak.ledger.session.RunSessions;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * Who is at the browser, known by the cookie of Keycloak's sign-on.
 *
 * @param stateChecker secret that Keycloak made at sign-in and keeps in that cookie, for forms to repeat
 */
public record Person(UserModel user, UserSessionModel session, String stateChecker) {
    private static final String STATE_CHECKER = "state_checker";

    public static Optional<Person> signedIn(KeycloakSession session) {
        return Optional.ofNullable(AuthenticationManager.authenticateIdentityCookie(
                        session, session.getContext().getRealm(), true))
                .filter(known -> !RunSessions.isRun(known.session()))
                .filter(known -> known.user().getServiceAccountClientLink() == null)
                .map(Person::of);
    }

    public String id() {
        return user.getId();
    }

    private static Person of(AuthResult known) {
        Object checker = known.token().getOtherClaims().get(STATE_CHECKER);
        return new Person(known.user(), known.session(), checker instanceof String text ? text : "");
    }
}
