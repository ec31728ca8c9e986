package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.dpop.DpopProof;
import io.agentpack.keycloak.authenticator.dpop.VerifyDpopProof;
import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.authenticator.evidence.Possession;
import io.agentpack.keycloak.authenticator.evidence.VerifyPossession;
import io.agentpack.keycloak.domain.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Something that admits once.
 *
 * @param what of a refusal's reason
 * @param refused what a second use is answered with
 * @param key under which the use is remembered; short, whatever was sent
 * @param madeAt by the clock of whoever made it
 * @param remembered as long as it could be used again
 */
record OneTimeUse(String what, Refusal refused, String key, Instant madeAt, Duration remembered) {

    /** Parts can't be shifted into each other: a thumbprint has no {@code |} and a fixed length, the id comes last. */
    static OneTimeUse of(Possession proof, Attestation attestation) {
        return new OneTimeUse(
                "proof",
                Refusal.EVIDENCE_INVALID,
                key(
                        "agent-proof.",
                        attestation.attester().name() + '|' + attestation.keyThumbprint() + '|' + proof.id()),
                proof.issuedAt(),
                VerifyPossession.REPLAY_WINDOW);
    }

    static OneTimeUse of(DpopProof proof) {
        return new OneTimeUse(
                "DPoP proof",
                Refusal.DPOP_INVALID,
                key("agent-dpop.", proof.key().thumbprint() + '|' + proof.id()),
                proof.issuedAt(),
                VerifyDpopProof.REPLAY_WINDOW);
    }

    private static String key(String kind, String parts) {
        return kind + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(parts));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
