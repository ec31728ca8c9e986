package io.agentpack.keycloak.authenticator.attester;

import java.util.Optional;
import java.util.stream.Stream;

/** How evidence comes with a request. */
public enum Carrier {
    /** In the headers, with a key of its own that the sender proves (draft-ietf-oauth-attestation-based-client-auth). */
    HEADERS(""),
    /** As a client assertion (draft-ietf-oauth-spiffe-client-auth). */
    SPIFFE_ASSERTION("urn:ietf:params:oauth:client-assertion-type:jwt-spiffe"),
    /** As a client assertion (RFC 7523 section 2.2). */
    JWT_ASSERTION("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    private final String assertionType;

    Carrier(String assertionType) {
        this.assertionType = assertionType;
    }

    /** Which evidence comes with this {@code client_assertion_type}. */
    public static Optional<Carrier> ofAssertion(String type) {
        return Stream.of(SPIFFE_ASSERTION, JWT_ASSERTION)
                .filter(carrier -> carrier.assertionType.equals(type))
                .findFirst();
    }
}
