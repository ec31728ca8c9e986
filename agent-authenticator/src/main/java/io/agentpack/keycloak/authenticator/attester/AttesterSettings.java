package io.agentpack.keycloak.authenticator.attester;

import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator has said about an attester. An attester whose settings have problems vouches for nobody.
 *
 * @param issuer what {@code iss} of its evidence is, where it has one
 * @param jwks its keys as a JWK set; either this or {@code jwksUrl}
 * @param audience what {@code aud} of its evidence must hold, when set
 * @param algorithms signature algorithms that its evidence may use
 * @param environments environments whose agents it may vouch for
 * @param localities localities whose agents it may vouch for
 * @param instanceClaim claim that names the running copy and must then be there
 * @param runClaim claim by which the platform names its run
 * @param requiredClaims what its evidence must say besides
 * @param problems what is wrong with the settings, one sentence each, for the administrator
 */
public record AttesterSettings(
        String name,
        boolean enabled,
        Optional<String> issuer,
        Optional<String> jwks,
        Optional<URI> jwksUrl,
        Optional<String> audience,
        Set<String> algorithms,
        Set<Environment> environments,
        Set<Locality> localities,
        Optional<String> instanceClaim,
        Optional<String> runClaim,
        Map<String, String> requiredClaims,
        List<String> problems) {

    public static final String ENABLED = "enabled";
    public static final String ISSUER = "issuer";
    public static final String JWKS_URL = "jwksUrl";
    public static final String JWKS = "jwks";
    public static final String FORMAT = "format";
    public static final String AUDIENCE = "audience";
    public static final String ALGORITHMS = "algorithms";
    public static final String ENVIRONMENTS = "environments";
    public static final String LOCALITIES = "localities";
    public static final String INSTANCE_CLAIM = "instanceClaim";
    public static final String RUN_CLAIM = "runClaim";
    public static final String REQUIRED_CLAIMS = "requiredClaims";

    /** Attestation and proof of possession in headers (draft-ietf-oauth-attestation-based-client-auth). */
    public static final String CLIENT_ATTESTATION = "client-attestation";

    /** Whether its evidence may be looked at. */
    public boolean isUsable() {
        return enabled && problems.isEmpty();
    }
}
