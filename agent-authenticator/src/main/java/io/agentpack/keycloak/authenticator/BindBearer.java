package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.authenticator.evidence.SentBearer;
import io.agentpack.keycloak.authenticator.evidence.Validity;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Holds bearer evidence to the first key that shows it, in the whole cluster and as long as it is good: a platform's token is no secret of the
 * instance alone, and a copy of it is worth nothing with another key. With the same key it may be shown again, since platforms renew their tokens
 * when they like; each request has a DPoP proof that works once.
 */
final class BindBearer {
    private static final String KEY = "jkt";
    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private BindBearer() {}

    /** @throws RefusedException {@link Refusal#EVIDENCE_INVALID} for another key than the first */
    static void check(SingleUseObjectProvider seen, SentBearer sent, Attestation attestation, Instant now) {
        String entry = "agent-bearer." + fingerprint(sent.assertion());
        String key = attestation.keyThumbprint();
        if (seen.putIfAbsent(entry, lifespan(attestation, now))) {
            seen.put(entry, lifespan(attestation, now), Map.of(KEY, key));
        } else if (!key.equals(boundTo(seen, entry))) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "assertion: shown before with another key");
        }
    }

    /** The entry has its key an instant after it is there; who comes in between, waits for it. */
    private static String boundTo(SingleUseObjectProvider seen, String entry) {
        for (int look = 0; look < LOOKS; look++) {
            Map<String, String> notes = seen.get(entry);
            if (notes != null && notes.containsKey(KEY)) {
                return notes.get(KEY);
            }
            pause();
        }
        return "";
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long lifespan(Attestation attestation, Instant now) {
        Duration left = Duration.between(now, attestation.expires()).plus(Validity.SKEW);
        return Math.max(1, left.toSeconds() + 1);
    }

    private static String fingerprint(String assertion) {
        // What was signed, without the signature: some algorithms let anybody make a second one from the first.
        String signed = assertion.substring(0, assertion.lastIndexOf('.'));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HashUtils.hash("SHA-256", signed.getBytes(StandardCharsets.UTF_8)));
    }
}
