package io.agentpack.keycloak.it.kit.signals;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A security event token (RFC 8417) that was pushed and is good.
 *
 * @param authorization the header that came with it; null if none
 * @param arrivedNanos {@link System#nanoTime()} when the push began to arrive
 */
public record Signal(String jwt, JsonNode header, JsonNode claims, String authorization, long arrivedNanos) {
    public static final String SESSION_REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    /** SSF 1.0 section 8.1.4. */
    public static final String VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification";

    public static final String TOKEN_CLAIMS_CHANGE =
            "https://schemas.openid.net/secevent/caep/event-type/token-claims-change";

    public String jti() {
        return claims.path("jti").asText();
    }

    /** The cause: the same on a whole cascade. */
    public String txn() {
        return claims.path("txn").asText();
    }

    public boolean is(String eventType) {
        return claims.path("events").has(eventType);
    }

    /** The members of the event itself. */
    public JsonNode event(String eventType) {
        return claims.path("events").path(eventType);
    }

    /** The run it is about. */
    public String run() {
        return claims.path("sub_id").path("session").path("id").asText();
    }
}
