package io.agentpack.keycloak.authenticator.dpop;

import io.agentpack.keycloak.authenticator.evidence.InstanceKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.keycloak.jose.jws.crypto.HashUtils;

/**
 * A verified DPoP proof; not yet checked for replay. Only {@link VerifyDpopProof} makes one.
 *
 * @param key whose possession it proves
 * @param id {@code jti}
 * @param target {@code htu}, as written
 * @param nonce what it answers of this server
 */
public record DpopProof(InstanceKey key, String id, String target, Instant issuedAt, Optional<String> nonce) {

    /** Under which Keycloak remembers a used proof, whatever its key ({@code DPoPUtil.DPoPReplayCheck}). */
    public String keyAtKeycloak() {
        return HexFormat.of().formatHex(HashUtils.hash("SHA1", (id + "\n" + target).getBytes(StandardCharsets.UTF_8)));
    }
}
