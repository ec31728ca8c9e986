package io.agentpack.keycloak.exchange.decide;

import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.SessionExpirationUtils;

/** When Keycloak ends a session at the latest. */
public final class SessionEnd {
    private SessionEnd() {}

    public static Optional<Instant> of(UserSessionModel session) {
        return at(session.getStarted(), session.isRememberMe(), session.getRealm());
    }

    /** The end of a session that would start now. */
    public static Optional<Instant> ofNew(RealmModel realm, Instant now) {
        return at(now.getEpochSecond(), false, realm);
    }

    private static Optional<Instant> at(long startedSecond, boolean rememberMe, RealmModel realm) {
        long millis = SessionExpirationUtils.calculateUserSessionMaxLifespanTimestamp(
                false, rememberMe, startedSecond * 1000, realm);
        return millis < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
