package io.agentpack.keycloak.signals.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.AuditDetail;
import io.agentpack.keycloak.ledger.RunsOn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

class CauseOfTest {
    @Test
    void aLogoutEndsWhatStandsOnTheSessionOrIsTheSession() {
        assertThat(CauseOf.event(event(EventType.LOGOUT, Map.of()), KnownFacts.QUIET))
                .containsExactly(
                        Noticed.of(CauseKind.LOGOUT, Hook.HUMAN_SESSION, "sid-1"),
                        Noticed.of(CauseKind.HUMAN_REVOKED, Hook.RUN_SESSION, "sid-1"));
    }

    @Test
    void anExpiredSessionIsTheSystemsDoing() {
        assertThat(CauseOf.event(event(EventType.USER_SESSION_DELETED, Map.of()), KnownFacts.QUIET))
                .containsExactly(
                        Noticed.of(CauseKind.SESSION_ENDED, Hook.HUMAN_SESSION, "sid-1"),
                        Noticed.of(CauseKind.SESSION_ENDED, Hook.RUN_SESSION, "sid-1"));
    }

    @Test
    void aConsentWithdrawnInTheAccountConsoleNeedsPersonAndClient() {
        Event event = event(EventType.REVOKE_GRANT, Map.of(Details.REVOKED_CLIENT, "app"));

        assertThat(CauseOf.event(event, KnownFacts.QUIET))
                .containsExactly(
                        Noticed.of(CauseKind.CONSENT_WITHDRAWN, Hook.SUBJECT, "alice")
                                .and(Hook.SUBJECT_CLIENT, "uuid-app"),
                        Noticed.of(CauseKind.CONSENT_WITHDRAWN, Hook.SUBJECT, "alice")
                                .and(Hook.AGENT, "uuid-app"));
    }

    @Test
    void aNarrowedConsentEndsOnlyWhatItNoLongerCovers() {
        Event event = event(EventType.UPDATE_CONSENT, Map.of(Details.GRANTED_CLIENT, "app"));

        List<Noticed> noticed = CauseOf.event(event, KnownFacts.QUIET);

        assertThat(noticed).hasSize(1);
        assertThat(noticed.get(0).on())
                .isEqualTo(RunsOn.of(Hook.SUBJECT, "alice").and(Hook.SUBJECT_CLIENT, "uuid-app"));
        assertThat(noticed.get(0).only()).hasValueSatisfying(only -> {
            assertThat(only.test(Runs.startedAt(Instant.EPOCH))).isTrue();
            assertThat(only.test(Runs.startedAt(Instant.EPOCH.plusSeconds(1)))).isFalse();
        });
    }

    @Test
    void aRevokedRefreshTokenEndsOnlyWhatItsClientHandedOver() {
        Event event =
                event(EventType.REVOKE_GRANT, Map.of(Details.REVOKED_CLIENT, "app", Details.REFRESH_TOKEN_ID, "rt"));

        assertThat(CauseOf.event(event, KnownFacts.QUIET))
                .containsExactly(Noticed.of(CauseKind.SUBJECT_TOKEN_REVOKED, Hook.HUMAN_SESSION, "sid-1")
                        .and(Hook.SUBJECT_CLIENT, "uuid-app"));
    }

    @Test
    void aPersonLockedOutForGoodIsDisabled() {
        assertThat(CauseOf.event(event(EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT, Map.of()), KnownFacts.QUIET))
                .containsExactly(Noticed.of(CauseKind.USER_DISABLED, Hook.SUBJECT, "alice"));
    }

    @Test
    void nothingIsMadeOfUnknownClientsOrMissingSessions() {
        assertThat(CauseOf.event(
                        event(EventType.REVOKE_GRANT, Map.of(Details.REVOKED_CLIENT, "unknown")), KnownFacts.QUIET))
                .isEmpty();
        assertThat(CauseOf.event(event(EventType.REVOKE_GRANT, Map.of(Details.TOKEN_ID, "t")), KnownFacts.QUIET))
                .isEmpty();
        Event noSession = event(EventType.LOGOUT, Map.of());
        noSession.setSessionId(null);
        assertThat(CauseOf.event(noSession, KnownFacts.QUIET)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void thePacksOwnReportsAreNotNews(EventType type) {
        Map<String, String> own = Map.of(AuditDetail.CAUSE, "logout", Details.REVOKED_CLIENT, "app");

        assertThat(CauseOf.event(event(type, own), KnownFacts.QUIET)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void whatFailedEndsNothing(EventType type) {
        if (type.name().endsWith("_ERROR")) {
            assertThat(CauseOf.event(event(type, Map.of(Details.REVOKED_CLIENT, "app")), KnownFacts.QUIET))
                    .isEmpty();
        }
    }

    private static Event event(EventType type, Map<String, String> details) {
        Event event = new Event();
        event.setType(type);
        event.setUserId("alice");
        event.setSessionId("sid-1");
        event.setDetails(details);
        return event;
    }
}
