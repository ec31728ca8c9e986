package io.agentpack.keycloak.authenticator;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;

/** The issuer URL of the realm (RFC 8414 section 2), as its tokens and metadata state it. */
final class RealmIssuer {
    private RealmIssuer() {}

    static String of(KeycloakSession session) {
        return Urls.realmIssuer(
                session.getContext().getUri().getBaseUri(),
                session.getContext().getRealm().getName());
    }
}
