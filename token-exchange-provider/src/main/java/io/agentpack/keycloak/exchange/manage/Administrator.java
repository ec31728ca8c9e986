package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.page.Person;
import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.admin.AdminAuth;

/**
 * Who is at the browser, as Keycloak's permissions want it. They must have signed in for the admin console, so that a stronger flow which guards
 * the console guards these pages, too; and they may here what the console's tokens would let them.
 */
record Administrator(Person person, AdminAuth auth) {

    /** The client whose sign-in and permissions these are; empty where a realm has none, or has switched it off. */
    static Optional<ClientModel> console(RealmModel realm) {
        return Optional.ofNullable(realm.getClientByClientId(Constants.ADMIN_CONSOLE_CLIENT_ID))
                .filter(ClientModel::isEnabled);
    }

    static Optional<Administrator> signedIn(KeycloakSession session, ClientModel console) {
        RealmModel realm = session.getContext().getRealm();
        return Person.signedIn(session)
                .filter(person -> isSignedInTo(console, realm, person))
                .map(person -> new Administrator(
                        person, new AdminAuth(realm, token(person, console), person.user(), console)));
    }

    private static boolean isSignedInTo(ClientModel console, RealmModel realm, Person person) {
        AuthenticatedClientSessionModel there = person.session().getAuthenticatedClientSessionByClient(console.getId());
        if (!AuthenticationManager.isClientSessionValid(realm, console, person.session(), there)) {
            return false;
        }
        there.setTimestamp(Time.currentTime()); // as when the console gets a new token
        return true;
    }

    /** Never leaves this server: it is how Keycloak's permissions are asked. Roles are those of the person, limited to the console's scope. */
    private static AccessToken token(Person person, ClientModel console) {
        AccessToken token = new AccessToken();
        token.id(SecretGenerator.getInstance().generateSecureID());
        token.issuedNow();
        token.issuedFor(console.getClientId());
        token.subject(person.id());
        token.setSessionId(person.session().getId());
        return token;
    }
}
