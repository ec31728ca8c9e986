package io.agentpack.keycloak.authenticator.attester;

import io.agentpack.keycloak.domain.agent.ClaimRule;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator has said about an attester. An attester whose settings have problems vouches for nobody.
 *
 * @param issuer what {@code iss} of its evidence is, where it has one
 * @param jwks its keys as a JWK set; either this, {@code jwksUrl} or {@code trustAnchors}
 * @param trustAnchors certificates in PEM of who certifies its keys
 * @param audience what {@code aud} of its evidence must hold, when set
 * @param algorithms signature algorithms that its evidence may use
 * @param environments environments whose agents it may vouch for
 * @param localities localities whose agents it may vouch for
 * @param instanceClaim claim that names the running copy and must then be there
 * @param runClaim claim by which the platform names its run
 * @param requiredClaims what its evidence must say besides
 * @param expectedClaims what its evidence must say for the agent's full authority
 * @param reducedScopes what evidence is good for that is acceptable but not good; empty when it is good for nothing
 * @param pullRequests whether workflows may be started by pull requests
 * @param problems what is wrong with the settings, one sentence each, for the administrator
 */
public record AttesterSettings(
        String name,
        boolean enabled,
        Format format,
        Optional<String> issuer,
        Optional<String> jwks,
        Optional<URI> jwksUrl,
        Optional<String> trustAnchors,
        Optional<String> audience,
        Set<String> algorithms,
        Set<Environment> environments,
        Set<Locality> localities,
        Optional<String> instanceClaim,
        Optional<String> runClaim,
        Set<ClaimRule> requiredClaims,
        Set<ClaimRule> expectedClaims,
        Optional<Scopes> reducedScopes,
        boolean pullRequests,
        List<String> problems) {

    public static final String ENABLED = "enabled";
    public static final String ISSUER = "issuer";
    public static final String JWKS_URL = "jwksUrl";
    public static final String JWKS = "jwks";
    public static final String TRUST_ANCHORS = "trustAnchors";
    public static final String FORMAT = "format";
    public static final String AUDIENCE = "audience";
    public static final String ALGORITHMS = "algorithms";
    public static final String ENVIRONMENTS = "environments";
    public static final String LOCALITIES = "localities";
    public static final String INSTANCE_CLAIM = "instanceClaim";
    public static final String RUN_CLAIM = "runClaim";
    public static final String REQUIRED_CLAIMS = "requiredClaims";
    public static final String EXPECTED_CLAIMS = "expectedClaims";
    public static final String REDUCED_SCOPES = "reducedScopes";
    public static final String PULL_REQUESTS = "pullRequests";

    /** By SPIFFE formats the issuer is the trust domain, as in {@code spiffe://example.org}. */
    public Optional<String> trustDomain() {
        return format.isSpiffe() ? issuer.filter(text -> text.startsWith("spiffe://")) : Optional.empty();
    }

    /** Whether its evidence may be looked at. */
    public boolean isUsable() {
        return enabled && problems.isEmpty();
    }
}
