package io.agentpack.keycloak.signals.queue;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.revocation.Initiator;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunClaimsChanged;
import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The claims of the security event token (RFC 8417) that tells one receiver about one run. Its subject names user, session and application at once
 * (SSF 1.0 section 3.3), because without {@code session} it would mean every session of the user. Never {@code sub} or {@code exp} (SSF 1.0 section
 * 4.1); {@code iat} comes with the signature.
 */
final class SetClaims {
    static final String SESSION_REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    static final String TOKEN_CLAIMS_CHANGE = "https://schemas.openid.net/secevent/caep/event-type/token-claims-change";

    private SetClaims() {}

    /**
     * A run has ended: CAEP 1.0 section 3.1.
     *
     * @param jti the same for every attempt to deliver it
     * @param audience client id of the receiver
     */
    static Map<String, Object> of(String jti, String audience, EndedRun ended, Cause cause) {
        Map<String, Object> event = event(cause.at(), cause.kind().initiator(), reason(ended.state(), cause));
        return claims(jti, audience, ended.run(), cause.id(), SESSION_REVOKED, event);
    }

    /** A run goes on with other claims: CAEP 1.0 section 3.2. */
    static Map<String, Object> of(String jti, String audience, RunClaimsChanged change) {
        Map<String, Object> event = event(change.at(), change.initiator(), change.reason());
        event.put("claims", change.claims());
        return claims(jti, audience, change.run(), change.changeId(), TOKEN_CLAIMS_CHANGE, event);
    }

    private static Map<String, Object> claims(
            String jti, String audience, RunRecord run, String txn, String type, Map<String, Object> event) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", run.issuer());
        claims.put("aud", audience);
        claims.put("jti", jti);
        claims.put("txn", txn);
        claims.put("sub_id", subject(run));
        claims.put("events", Map.of(type, event));
        return claims;
    }

    private static Map<String, Object> subject(RunRecord run) {
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("format", "complex");
        subject.put("user", identifier("iss_sub", "iss", run.issuer(), "sub", run.subjectId()));
        subject.put("session", identifier("opaque", "id", run.id()));
        subject.put("application", identifier("opaque", "id", run.agent()));
        return subject;
    }

    private static Map<String, Object> event(Instant at, Initiator initiator, String reason) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_timestamp", at.getEpochSecond());
        event.put("initiating_entity", initiator.value());
        event.put("reason_admin", Map.of("en", reason));
        return event;
    }

    private static String reason(RunState state, Cause cause) {
        String sentence = cause.kind().sentence();
        return state == RunState.CASCADED ? "A run above this one ended: " + sentence : sentence;
    }

    private static Map<String, Object> identifier(String format, String... members) {
        Map<String, Object> identifier = new LinkedHashMap<>();
        identifier.put("format", format);
        for (int i = 0; i < members.length; i += 2) {
            identifier.put(members[i], members[i + 1]);
        }
        return identifier;
    }
}
