package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.run.Run;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/** A subject token that was verified: signature, time, session, not revoked, not of a dead run. Only {@link VerifySubject} makes one. */
public sealed interface VerifiedSubject {
    AccessToken token();

    UserModel user();

    UserSessionModel session();

    /** What the token itself says: the most that any token made from it may say. */
    InboundToken inbound();

    /** A human's own access token; a lightweight one with everything that it stands for. */
    record HumanToken(
            AccessToken token, UserModel user, UserSessionModel session, String clientUuid, InboundToken inbound)
            implements VerifiedSubject {}

    /** A token of a live run. @param run as the runs above it leave it now */
    record RunToken(AccessToken token, UserModel user, UserSessionModel session, Run run, InboundToken inbound)
            implements VerifiedSubject {}
}
