package io.agentpack.keycloak.ledger.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A run as a platform names it: its name for it, by one attester, for one agent.
 *
 * @param agentUuid immutable id of the agent's client
 * @param name at most {@value #LONGEST} characters
 */
public record PlatformRun(String realmId, String agentUuid, String attester, String name) {
    public static final int LONGEST = 1024;

    /** The same for the same four, and for no others; 64 characters. */
    public String digest() {
        String all = realmId + '\n' + agentUuid + '\n' + attester.length() + '\n' + attester + '\n' + name;
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
