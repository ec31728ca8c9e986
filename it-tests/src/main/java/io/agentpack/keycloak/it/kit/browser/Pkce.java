package io.agentpack.keycloak.it.kit.browser;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/** RFC 7636, method S256. */
record Pkce(String verifier) {

    static Pkce fresh() {
        return new Pkce((UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", ""));
    }

    String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
