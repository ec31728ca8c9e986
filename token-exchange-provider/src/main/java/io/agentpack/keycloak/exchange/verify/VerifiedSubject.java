package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.run.Run;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/** A subject token that was verified: signature, time, session, not revoked, not of a dead run. Only {@link VerifySubject} makes one. */
public sealed interface VerifiedSubject {
    AccessToken token();

    UserModel user();

    UserSessionModel session();

    /** What the token itself lets its holder do: the most that any token made from it may hold. */
    default Authority authority() {
        return TokenAuthority.of(token());
    }

    /** A human's own access token. */
    record HumanToken(AccessToken token, UserModel user, UserSessionModel session, String clientUuid)
            implements VerifiedSubject {}

    /** A token of a live run. */
    record RunToken(AccessToken token, UserModel user, UserSessionModel session, Run run) implements VerifiedSubject {}
}
