package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.challenge.Challenges;
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
import java.util.Optional;

/**
 * Something that admits once.
 *
 * @param what of a refusal's reason
 * @param refused what a second use is answered with
 * @param key under which the use is remembered; short, whatever was sent
 * @param alsoAs a key under which somebody else remembers uses; only looked up
 * @param madeAt by the clock of whoever made it
 * @param remembered as long as it could be used again
 */
record OneTimeUse(
        String what, Refusal refused, String key, Optional<String> alsoAs, Instant madeAt, Duration remembered) {

    /** Parts can't be shifted into each other: a thumbprint has no {@code |} and a fixed length, the id comes last. */
    static OneTimeUse of(Possession proof, Attestation attestation) {
        return new OneTimeUse(
                "proof",
                Refusal.EVIDENCE_INVALID,
                key(
                        "agent-proof.",
                        attestation.attester().name() + '|' + attestation.keyThumbprint() + '|' + proof.id()),
                Optional.empty(),
                proof.issuedAt(),
                VerifyPossession.REPLAY_WINDOW);
    }

    static OneTimeUse of(DpopProof proof) {
        return new OneTimeUse(
                "DPoP proof",
                Refusal.DPOP_INVALID,
                key("agent-dpop.", proof.key().thumbprint() + '|' + proof.id()),
                Optional.of(proof.keyAtKeycloak()),
                proof.issuedAt(),
                VerifyDpopProof.REPLAY_WINDOW);
    }

    /** @param refused as for a challenge that is unknown: to the client it is the same */
    static OneTimeUse of(String challenge, Instant givenOut, Refusal refused) {
        return new OneTimeUse(
                "challenge",
                refused,
                key("agent-challenge.", challenge),
                Optional.empty(),
                givenOut,
                Challenges.LIFETIME.plusSeconds(15));
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
