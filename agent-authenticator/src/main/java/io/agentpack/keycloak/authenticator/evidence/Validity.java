package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import java.time.Duration;
import java.time.Instant;

/** When an attestation or a proof is good. All borders are inclusive. */
public final class Validity {
    /** How far the clocks of others may differ from ours. */
    public static final Duration SKEW = Duration.ofSeconds(10);
    /** How long a proof of possession may be on its way. */
    static final Duration PROOF_MAX_AGE = Duration.ofSeconds(60);

    private Validity() {}

    /**
     * Checks the times of an attestation.
     *
     * @return {@code iat}
     */
    static Instant ofAttestation(Claims claims, Duration maxAge, Instant now) {
        Instant expires = claims.requiredTime("exp");
        Instant issued = claims.requiredTime("iat");
        requireBegun(claims, now);
        if (issued.isAfter(now.plus(SKEW))) {
            throw claims.refusal("iat is in the future");
        }
        // Expired and too old are one situation for the client: it needs a fresh attestation.
        if (expires.isBefore(now.minus(SKEW))) {
            throw new RefusedException(Refusal.EVIDENCE_STALE, claims.what() + ": expired");
        }
        if (issued.isBefore(now.minus(maxAge))) {
            throw new RefusedException(Refusal.EVIDENCE_STALE, claims.what() + ": older than the agent's maximum age");
        }
        return issued;
    }

    /**
     * Checks the times of a proof.
     *
     * @param maxAge how long it may be on its way
     * @return {@code iat}
     */
    public static Instant ofProof(Claims claims, Duration maxAge, Instant now) {
        Instant issued = claims.requiredTime("iat");
        requireBegun(claims, now);
        if (issued.isAfter(now.plus(SKEW))) {
            throw claims.refusal("iat is in the future");
        }
        if (issued.isBefore(now.minus(maxAge))) {
            throw claims.refusal("iat is too long ago");
        }
        // Not defined any more (draft -06), but RFC 7519 section 4.1.4 holds for who sends it.
        if (claims.time("exp").map(exp -> exp.isBefore(now.minus(SKEW))).orElse(false)) {
            throw claims.refusal("expired");
        }
        return issued;
    }

    private static void requireBegun(Claims claims, Instant now) {
        if (claims.time("nbf").map(nbf -> nbf.isAfter(now.plus(SKEW))).orElse(false)) {
            throw claims.refusal("nbf is in the future");
        }
    }
}
