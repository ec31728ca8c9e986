package io.agentpack.keycloak.authenticator.metadata;

import io.agentpack.keycloak.authenticator.jose.Algorithms;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.protocol.oidc.representations.OIDCConfigurationRepresentation;

/** What a realm's metadata says about agents (RFC 8414 section 2, draft-ietf-oauth-attestation-based-client-auth section 8). */
final class AgentMetadata {
    static final String CHALLENGE_ENDPOINT = "challenge_endpoint";
    static final String POP_METHODS = "client_attestation_pop_methods_supported";

    private AgentMetadata() {}

    /** @param challengeEndpoint where challenges are given out */
    static void addTo(OIDCConfigurationRepresentation metadata, URI challengeEndpoint) {
        // Keycloak lists all signature algorithms it has, symmetric ones among them; these are the ones that are
        // verified.
        metadata.setClientAttestationSigningAlgValuesSupported(Algorithms.NAMES);
        metadata.setClientAttestationPopSigningAlgValuesSupported(Algorithms.NAMES);
        metadata.setTokenEndpointAuthMethodsSupported(distinct(metadata.getTokenEndpointAuthMethodsSupported()));
        metadata.setAuthorizationDetailsTypesSupported(
                with(metadata.getAuthorizationDetailsTypesSupported(), "agent_run"));
        metadata.setOtherClaims(CHALLENGE_ENDPOINT, challengeEndpoint.toString());
        metadata.setOtherClaims(POP_METHODS, List.of("attestation_pop_jwt", "dpop_combined"));
    }

    /** Two authenticators may know the same method. */
    private static List<String> distinct(List<String> values) {
        return values == null ? null : List.copyOf(new LinkedHashSet<>(values));
    }

    private static List<String> with(List<String> values, String more) {
        Set<String> all = new LinkedHashSet<>(Optional.ofNullable(values).orElse(List.of()));
        all.add(more);
        return List.copyOf(all);
    }
}
