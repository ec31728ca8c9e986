package io.agentpack.keycloak.authenticator.attester;

import io.agentpack.keycloak.authenticator.jose.Algorithms;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of evidence that an attester can issue, and what its settings need because of it. */
public enum Format {
    /** draft-ietf-oauth-attestation-based-client-auth section 4. */
    CLIENT_ATTESTATION("client-attestation", Carrier.HEADERS, Where.ANYWHERE),
    /** SPIFFE WIT-SVID. */
    WIT_SVID("wit-svid", Carrier.HEADERS, Where.ANYWHERE),
    /** SPIFFE JWT-SVID. */
    JWT_SVID("jwt-svid", Carrier.SPIFFE_ASSERTION, Where.ANYWHERE),
    /** Projected service-account token. */
    KUBERNETES("kubernetes", Carrier.JWT_ASSERTION, Where.ON_A_PLATFORM),
    /** OpenID Connect token of a workflow job. */
    GITHUB_ACTIONS("github-actions", Carrier.JWT_ASSERTION, Where.ON_A_PLATFORM),
    /** Token of any other platform that signs JWTs about its workloads. */
    OIDC("oidc", Carrier.JWT_ASSERTION, Where.ANYWHERE);

    private enum Where {
        ANYWHERE,
        ON_A_PLATFORM
    }

    private final String value;
    private final Carrier carrier;
    private final Where where;

    Format(String value, Carrier carrier, Where where) {
        this.value = value;
        this.carrier = carrier;
        this.where = where;
    }

    public static Optional<Format> of(String value) {
        return Stream.of(values()).filter(format -> format.value.equals(value)).findFirst();
    }

    /** The name in the settings. */
    public String value() {
        return value;
    }

    public Carrier carrier() {
        return carrier;
    }

    /** Whether it names workloads by SPIFFE ids and takes keys from a SPIFFE bundle. */
    public boolean isSpiffe() {
        return this == WIT_SVID || this == JWT_SVID;
    }

    /** Whether it is an issuer's token, so that nothing but {@code iss} tells whose. */
    public boolean isKnownByIssuer() {
        return carrier == Carrier.JWT_ASSERTION;
    }

    /** Whether only platforms issue it: what runs on somebody's own device has none. */
    public boolean isOfAPlatform() {
        return where == Where.ON_A_PLATFORM;
    }

    /** {@code use} of its keys in a SPIFFE bundle (SPIFFE JWT-SVID section 6.1); empty for ordinary JWK sets. */
    public Optional<String> keyUse() {
        return isSpiffe() ? Optional.of(value) : Optional.empty();
    }

    /** SPIFFE JWT-SVID section 2.1 leaves EdDSA out. */
    List<String> algorithms() {
        return this == JWT_SVID
                ? Algorithms.NAMES.stream()
                        .filter(name -> !name.equals("EdDSA"))
                        .toList()
                : Algorithms.NAMES;
    }
}
