package io.agentpack.keycloak.authenticator.dpop;

import io.agentpack.keycloak.authenticator.evidence.InstanceKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A verified DPoP proof; not yet checked for replay. Only {@link VerifyDpopProof} makes one.
 *
 * @param key whose possession it proves
 * @param id {@code jti}
 * @param target {@code htu}, as written
 * @param nonce what it answers of this server
 */
public record DpopProof(InstanceKey key, String id, String target, Instant issuedAt, Optional<String> nonce) {}
