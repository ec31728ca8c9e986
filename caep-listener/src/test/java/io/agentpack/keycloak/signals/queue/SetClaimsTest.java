package io.agentpack.keycloak.signals.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.revocation.Initiator;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunClaimsChanged;
import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetClaimsTest {
    private static final Instant STOPPED = Instant.ofEpochMilli(1_795_462_220_987L);

    @Test
    void areExactlyThoseOfTheContract() throws Exception {
        Map<String, Object> claims = SetClaims.of(
                "jti-1",
                "mail-api",
                ended(RunState.REVOKED),
                cause(CauseKind.ADMIN_REVOKED, "never sent: ticket 4711"));

        ObjectMapper json = new ObjectMapper();
        assertThat(json.valueToTree(claims).toString())
                .isEqualTo(json.readTree(
                                """
                                {"iss":"https://kc.example/realms/r","aud":"mail-api","jti":"jti-1","txn":"cause-1",
                                 "sub_id":{"format":"complex",
                                   "user":{"format":"iss_sub","iss":"https://kc.example/realms/r","sub":"u-1"},
                                   "session":{"format":"opaque","id":"run-7"},
                                   "application":{"format":"opaque","id":"planner"}},
                                 "events":{"https://schemas.openid.net/secevent/caep/event-type/session-revoked":{
                                   "event_timestamp":1795462220,"initiating_entity":"admin",
                                   "reason_admin":{"en":"An administrator stopped the run"}}}}
                                """)
                        .toString());
    }

    @Test
    void aRunThatGoesOnWithLessSaysWhatItsClaimsAreNow() throws Exception {
        RunClaimsChanged change = new RunClaimsChanged(
                null,
                null,
                ended(RunState.REVOKED).run(),
                Set.of("mail-api"),
                "change-1",
                STOPPED,
                Initiator.POLICY,
                "Narrowed",
                Map.of("scope", "calendar:read"));

        ObjectMapper json = new ObjectMapper();
        assertThat(json.valueToTree(SetClaims.of("jti-1", "mail-api", change)).toString())
                .isEqualTo(json.readTree(
                                """
                                {"iss":"https://kc.example/realms/r","aud":"mail-api","jti":"jti-1","txn":"change-1",
                                 "sub_id":{"format":"complex",
                                   "user":{"format":"iss_sub","iss":"https://kc.example/realms/r","sub":"u-1"},
                                   "session":{"format":"opaque","id":"run-7"},
                                   "application":{"format":"opaque","id":"planner"}},
                                 "events":{"https://schemas.openid.net/secevent/caep/event-type/token-claims-change":{
                                   "event_timestamp":1795462220,"initiating_entity":"policy",
                                   "reason_admin":{"en":"Narrowed"},"claims":{"scope":"calendar:read"}}}}
                                """)
                        .toString());
    }

    @Test
    void aCascadedRunSaysSo() {
        Map<String, Object> claims =
                SetClaims.of("j", "a", ended(RunState.CASCADED), cause(CauseKind.LOGOUT, "private"));

        assertThat(claims.toString())
                .contains("A run above this one ended: The person's session ended")
                .doesNotContain("private");
    }

    /** An access token or ID token check must never take it for one of theirs (RFC 8417 section 4). */
    @ParameterizedTest
    @EnumSource(CauseKind.class)
    void neverLookLikeAnAccessToken(CauseKind kind) {
        assertThat(SetClaims.of("j", "a", ended(kind.outcome()), cause(kind, "n")))
                .doesNotContainKeys("sub", "exp", "iat", "nonce", "scope", "client_id");
    }

    private static EndedRun ended(RunState state) {
        RunRecord run = new RunRecord(
                "run-7",
                "run-1",
                Optional.of("run-1"),
                1,
                "https://kc.example/realms/r",
                "uuid-of-planner",
                "planner",
                "delegated",
                "production",
                "remote",
                "u-1",
                "u-1",
                "planner",
                "attester",
                "instance",
                Optional.of("secret goal"),
                "mail",
                STOPPED.minusSeconds(60),
                STOPPED.plusSeconds(60),
                RunState.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new EndedRun(run, state, Set.of("mail-api"), true);
    }

    private static Cause cause(CauseKind kind, String note) {
        return new Cause("cause-1", kind, STOPPED, Optional.of("admin"), Optional.of(note));
    }
}
