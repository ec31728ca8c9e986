package io.agentpack.keycloak.signals.queue;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The claims of the security event token (RFC 8417) that tells one receiver about one ended run: a CAEP {@code session-revoked} whose subject
 * names user, session and application at once (SSF 1.0 section 3.3), because without {@code session} it would end every session of the user.
 * Never {@code sub} or {@code exp} (SSF 1.0 section 4.1); {@code iat} comes with the signature.
 */
final class SetClaims {
    static final String SESSION_REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

    private SetClaims() {}

    /**
     * @param jti the same for every attempt to deliver it
     * @param audience client id of the receiver
     */
    static Map<String, Object> of(String jti, String audience, EndedRun ended, Cause cause) {
        RunRecord run = ended.run();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", run.issuer());
        claims.put("aud", audience);
        claims.put("jti", jti);
        claims.put("txn", cause.id());
        claims.put("sub_id", subject(run));
        claims.put("events", Map.of(SESSION_REVOKED, event(ended.state(), cause)));
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

    private static Map<String, Object> event(RunState state, Cause cause) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_timestamp", cause.at().getEpochSecond());
        event.put("initiating_entity", cause.kind().initiator().value());
        event.put("reason_admin", Map.of("en", reason(state, cause)));
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
