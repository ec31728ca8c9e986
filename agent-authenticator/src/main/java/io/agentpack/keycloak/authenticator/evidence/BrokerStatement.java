package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.domain.authority.Locality;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a broker on somebody's device says about an agent there (draft-1password-agent-identity-local-delegated section 5.3.2): for whom it runs,
 * how that was found out, and which program it is. Such evidence can't make an agent remote.
 */
record BrokerStatement(Optional<String> boundSubject, Optional<String> program) {
    static final Duration MAX_LIFETIME = Duration.ofMinutes(10);

    private static final String BOUND_SUBJECT = "bound_subject";
    private static final String METHODS = "attest_methods";
    private static final String BINARY = "binary_id";
    private static final String ENROLLED = "wib:";

    static BrokerStatement in(Statement statement) {
        Claims claims = statement.claims();
        boolean enrolled =
                claims.text("iss").map(iss -> iss.startsWith(ENROLLED)).orElse(false);
        if (enrolled) {
            requireProfile(claims);
        }
        boolean local = enrolled
                || claims.members().containsKey(BOUND_SUBJECT)
                || claims.members().containsKey(METHODS)
                || claims.members().containsKey(BINARY);
        boolean impossible = !statement.agent().environment().admits(Locality.LOCAL);
        if (local && (impossible || (enrolled && statement.agent().locality() != Locality.LOCAL))) {
            throw claims.refusal("evidence of somebody's own device, for an agent that does not run there");
        }
        return new BrokerStatement(
                claims.id(BOUND_SUBJECT), claims.members().containsKey(BINARY) ? program(claims) : Optional.empty());
    }

    private static void requireProfile(Claims claims) {
        SpiffeId.of(claims.requiredText("sub")).orElseThrow(() -> claims.refusal("sub is no SPIFFE id"));
        claims.requiredText("jti");
        claims.requiredText(BOUND_SUBJECT);
        if (!claims.members().containsKey(METHODS)) {
            throw claims.refusal(METHODS + " is missing");
        }
        Duration lifetime = Duration.between(claims.requiredTime("iat"), claims.requiredTime("exp"));
        if (lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw claims.refusal("lives longer than " + MAX_LIFETIME.toMinutes() + " minutes");
        }
    }

    /** A fingerprint: the run remembers it, and nobody can read the program's name from it. */
    private static Optional<String> program(Claims claims) {
        Map<String, Object> binary = claims.object(claims.members(), BINARY);
        String sorted = new TreeMap<>(binary).toString();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sorted.getBytes(StandardCharsets.UTF_8));
            return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
