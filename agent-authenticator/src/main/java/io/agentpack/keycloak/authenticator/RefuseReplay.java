package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.authenticator.evidence.VerifyPossession;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Admits each proof once in the whole cluster. Runs after every other check of the evidence, so that nobody can use up a proof, or fill the
 * store, without a valid one (draft section 12.1).
 */
final class RefuseReplay {
    private RefuseReplay() {}

    static void check(SingleUseObjectProvider used, Attestation attestation, String proofId) {
        boolean first = used.putIfAbsent(key(attestation, proofId), VerifyPossession.REPLAY_WINDOW.toSeconds());
        if (!first) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "proof: used before");
        }
    }

    /** Parts can't be shifted into each other: a thumbprint has no {@code |} and a fixed length, the id comes last. */
    private static String key(Attestation attestation, String proofId) {
        String parts = attestation.attester().name() + '|' + attestation.keyThumbprint() + '|' + proofId;
        return "agent-proof." + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(parts));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
