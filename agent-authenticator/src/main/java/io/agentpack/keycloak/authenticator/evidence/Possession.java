package io.agentpack.keycloak.authenticator.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * A verified proof that the sender holds the instance key; not yet checked for replay.
 *
 * @param id {@code jti} of the proof, at most {@value Claims#MAX_ID_LENGTH} characters
 * @param challenge what the proof answers of this server
 */
public record Possession(String id, Instant issuedAt, Optional<String> challenge) {}
