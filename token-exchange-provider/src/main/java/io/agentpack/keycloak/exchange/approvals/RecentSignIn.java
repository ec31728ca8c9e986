package io.agentpack.keycloak.exchange.approvals;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** A decision is made by who is there now, not by a browser left open. The challenge is that of RFC 9470 section 3. */
final class RecentSignIn {
    private static final Duration AGE = Duration.ofMinutes(5);
    /** Attribute of the realm, in seconds, with which it can be stricter. */
    private static final String STRICTER = "agent.approval.max-age";

    private static final String ERROR = "insufficient_user_authentication";
    private static final String SENTENCE = "A more recent authentication is required";

    private RecentSignIn() {}

    static boolean isRecent(DecidingPerson person, RealmModel realm, Instant now) {
        return person.authenticatedWithin(age(realm), now);
    }

    private static Duration age(RealmModel realm) {
        try {
            Duration age = Duration.ofSeconds(Long.parseLong(realm.getAttribute(STRICTER)));
            return age.compareTo(AGE) < 0 ? age : AGE;
        } catch (NumberFormatException unset) {
            return AGE;
        }
    }

    /** @throws WebApplicationException 401 with the challenge, when the person signed in too long ago */
    static void require(DecidingPerson person, KeycloakSession session, Instant now) {
        RealmModel realm = session.getContext().getRealm();
        if (isRecent(person, realm, now)) {
            return;
        }
        session.getTransactionManager().setRollbackOnly();
        throw new WebApplicationException(Response.status(Response.Status.UNAUTHORIZED)
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"" + ERROR + "\", error_description=\"" + SENTENCE + "\", max_age=\""
                                + age(realm).toSeconds() + "\"")
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(ERROR, SENTENCE))
                .build());
    }
}
