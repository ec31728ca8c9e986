package io.agentpack.keycloak.authenticator.challenge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Challenges of a realm (draft section 6). Giving one out writes nothing: it carries its time and a MAC with the realm's own secret, so that every
 * node knows every node's challenges. That it is used once is remembered when it is used.
 */
public final class Challenges {
    /** How long after it was given out a challenge can be used. */
    public static final Duration LIFETIME = Duration.ofSeconds(120);
    /** How far the clocks of two nodes may differ. */
    private static final Duration NODE_SKEW = Duration.ofSeconds(5);

    private static final byte VERSION = 1;
    private static final int RANDOM_LENGTH = 16;
    private static final int BODY_LENGTH = 1 + Long.BYTES + RANDOM_LENGTH;
    private static final int MAC_LENGTH = 16;
    /** Keeps these MACs apart from everything else that Keycloak signs with the same secret. */
    private static final String PURPOSE = "agent-challenge\0";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String realmId;
    private final List<SecretKey> secrets;

    /** @param secrets those of the realm; the first makes challenges, all verify, so that a key can be rotated */
    public Challenges(String realmId, List<SecretKey> secrets) {
        this.realmId = realmId;
        this.secrets = secrets;
    }

    /** A fresh challenge: 55 characters of base64url, opaque to everybody else. */
    public String fresh(Instant now) {
        byte[] random = new byte[RANDOM_LENGTH];
        RANDOM.nextBytes(random);
        byte[] body = ByteBuffer.allocate(BODY_LENGTH)
                .put(VERSION)
                .putLong(now.getEpochSecond())
                .put(random)
                .array();
        byte[] challenge = Arrays.copyOf(body, BODY_LENGTH + MAC_LENGTH);
        System.arraycopy(mac(secrets.get(0), body), 0, challenge, BODY_LENGTH, MAC_LENGTH);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
    }

    /** When a challenge was given out; empty when it is none of this realm's, or too old. */
    public Optional<Instant> givenOut(String challenge, Instant now) {
        return decode(challenge)
                .filter(this::isOurs)
                .map(bytes -> Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong(1)))
                .filter(time -> !time.isAfter(now.plus(NODE_SKEW)) && !time.isBefore(now.minus(LIFETIME)));
    }

    private static Optional<byte[]> decode(String challenge) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(challenge);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(challenge);
            return canonical && bytes.length == BODY_LENGTH + MAC_LENGTH && bytes[0] == VERSION
                    ? Optional.of(bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(byte[] challenge) {
        byte[] body = Arrays.copyOf(challenge, BODY_LENGTH);
        byte[] mac = Arrays.copyOfRange(challenge, BODY_LENGTH, challenge.length);
        return secrets.stream().anyMatch(secret -> MessageDigest.isEqual(mac, mac(secret, body)));
    }

    private byte[] mac(SecretKey secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getEncoded(), mac.getAlgorithm()));
            mac.update((PURPOSE + realmId + '\0').getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(body), MAC_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
