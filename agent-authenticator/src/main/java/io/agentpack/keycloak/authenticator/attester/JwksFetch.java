package io.agentpack.keycloak.authenticator.attester;

import java.io.IOException;

/** Gets the text of a JWK set from where it is published. */
@FunctionalInterface
interface JwksFetch {
    String get() throws IOException;
}
