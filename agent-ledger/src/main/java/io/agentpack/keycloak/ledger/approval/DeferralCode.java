package io.agentpack.keycloak.ledger.approval;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.jose.jws.crypto.HashUtils;

/**
 * By which an agent comes back for a deferred answer: 256 random bits (draft-ietf-oauth-deferred-token-response advises 160), base64url. Only its
 * hash is stored; a plain hash is enough for something that can't be guessed.
 */
public record DeferralCode(String value) {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public static DeferralCode fresh() {
        byte[] bits = SecretGenerator.getInstance().randomBytes(BYTES);
        return new DeferralCode(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Whether the text could be one at all. */
    public boolean isWellFormed() {
        return FORM.matcher(value).matches();
    }

    String hash() {
        return HexFormat.of().formatHex(HashUtils.hash("SHA-256", value.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Not the code: it must not get into a log. */
    @Override
    public String toString() {
        return "DeferralCode";
    }
}
