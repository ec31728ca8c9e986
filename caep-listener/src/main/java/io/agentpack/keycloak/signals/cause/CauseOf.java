package io.agentpack.keycloak.signals.cause;

import static io.agentpack.keycloak.domain.revocation.CauseKind.CONSENT_WITHDRAWN;
import static io.agentpack.keycloak.domain.revocation.CauseKind.HUMAN_REVOKED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.LOGOUT;
import static io.agentpack.keycloak.domain.revocation.CauseKind.SESSION_ENDED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.SUBJECT_TOKEN_REVOKED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.USER_DISABLED;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.AuditDetail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.events.Details;
import org.keycloak.events.Event;

/** The table of user events that end runs. */
final class CauseOf {
    private CauseOf() {}

    static List<Noticed> event(Event event, Facts facts) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        if (event.getType() == null || details.containsKey(AuditDetail.CAUSE)) {
            // With that detail the event is the pack's own report of a stop that has been dealt with.
            return List.of();
        }
        return switch (event.getType()) {
            // A session with a run's id is the run's own: the person signed it out in the account console.
            case LOGOUT -> session(event.getSessionId(), LOGOUT, HUMAN_REVOKED);
            case USER_SESSION_DELETED -> session(event.getSessionId(), SESSION_ENDED, SESSION_ENDED);
            case UPDATE_CONSENT -> consentNarrowed(event, details, facts);
            case REVOKE_GRANT -> revoked(event, details, facts);
            case USER_DISABLED_BY_PERMANENT_LOCKOUT -> one(USER_DISABLED, Hook.SUBJECT, event.getUserId());
            default -> List.of();
        };
    }

    /** Consent of a person for a client is withdrawn: for the agent itself, or for the app whose token was handed over. */
    static List<Noticed> consentWithdrawn(String userId, Optional<String> clientUuid) {
        return clientUuid.stream()
                .flatMap(client -> Stream.of(
                        Noticed.of(CONSENT_WITHDRAWN, Hook.SUBJECT, userId).and(Hook.SUBJECT_CLIENT, client),
                        Noticed.of(CONSENT_WITHDRAWN, Hook.SUBJECT, userId).and(Hook.AGENT, client)))
                .toList();
    }

    static List<Noticed> session(String sessionId, CauseKind ofHuman, CauseKind ofRun) {
        return sessionId == null
                ? List.of()
                : List.of(
                        Noticed.of(ofHuman, Hook.HUMAN_SESSION, sessionId),
                        Noticed.of(ofRun, Hook.RUN_SESSION, sessionId));
    }

    /**
     * RFC 7009 revocation of a refresh token names its session, withdrawal of a consent in the account console only the client. Revoked access
     * tokens need no noticing: the store that they are put into ends what stands on them.
     */
    private static List<Noticed> revoked(Event event, Map<String, String> details, Facts facts) {
        Optional<String> client =
                Optional.ofNullable(details.get(Details.REVOKED_CLIENT)).flatMap(facts::clientUuid);
        if (details.containsKey(Details.REFRESH_TOKEN_ID)) {
            return client.filter(uuid -> event.getSessionId() != null).stream()
                    .map(uuid -> Noticed.of(SUBJECT_TOKEN_REVOKED, Hook.HUMAN_SESSION, event.getSessionId())
                            .and(Hook.SUBJECT_CLIENT, uuid))
                    .toList();
        }
        return event.getUserId() == null ? List.of() : consentWithdrawn(event.getUserId(), client);
    }

    /** The account console can take single scopes out of a consent. */
    private static List<Noticed> consentNarrowed(Event event, Map<String, String> details, Facts facts) {
        return Optional.ofNullable(details.get(Details.GRANTED_CLIENT))
                .flatMap(facts::clientUuid)
                .filter(uuid -> event.getUserId() != null)
                .stream()
                .map(uuid -> Noticed.of(CONSENT_WITHDRAWN, Hook.SUBJECT, event.getUserId())
                        .and(Hook.SUBJECT_CLIENT, uuid)
                        .only(run -> !facts.isConsentedTo(run, uuid)))
                .toList();
    }

    private static List<Noticed> one(CauseKind kind, Hook hook, String value) {
        return value == null ? List.of() : List.of(Noticed.of(kind, hook, value));
    }
}
