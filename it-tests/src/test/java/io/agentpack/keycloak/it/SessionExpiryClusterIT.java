package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Keycloak's own task deletes the person's session as expired, while nobody asks about any token. It does so three minutes after the end at the earliest;
 * so the session is made older in the database, where the task looks, and in no cache. The task comes by once a minute, so this is part of
 * {@code mvn -Pcrash verify}.
 */
@OnCluster
@EnabledIfSystemProperty(named = "crash.rounds", matches = "[1-9]\\d*")
class SessionExpiryClusterIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int LONG_AGO = 1_000_000;

    @Test
    void theRunEndsWithTheSessionThatTheTaskDeletes() {
        TestRealm realm = TestRealm.in(Cluster.shared().first(), "expiry")
                .setting("enabledEventTypes", List.of("USER_SESSION_DELETED", "REVOKE_GRANT"))
                .agent(AgentSpec.delegated("planner"))
                .create();
        try (SignalReceiver calendar = realm.receiverFor(realm.calendarApi())) {
            Reply signedIn = realm.signIn(realm.alice(), agentScope("planner"), CALENDAR_READ);
            String session = Tokens.claims(signedIn.accessToken()).path("sid").asText();
            String token = realm.tokens()
                    .exchange(realm.instanceOf("planner"))
                    .subject(signedIn.accessToken())
                    .accessToken();
            String run = Tokens.claims(token).at("/run/id").asText();

            Cluster.shared()
                    .database()
                    .sql("update OFFLINE_USER_SESSION set CREATED_ON = CREATED_ON - " + LONG_AGO
                            + ", LAST_SESSION_REFRESH = LAST_SESSION_REFRESH - " + LONG_AGO
                            + " where USER_SESSION_ID = '" + session + "'");

            Eventually.get("deleted session", SOON, () -> realm.admin().events().ofType("USER_SESSION_DELETED").stream()
                    .filter(event -> session.equals(event.path("sessionId").asText()))
                    .findFirst());
            JsonNode row = realm.admin().agents().run(run).expect(200).body();
            assertThat(row.path("state").asText()).isEqualTo("revoked");
            assertThat(row.path("cause").asText()).isEqualTo("session_ended");
            calendar.await(told -> told.run().equals(run), SOON);
            assertThat(realm.tokens().introspect(realm.calendarApi(), token).text())
                    .isEqualTo("{\"active\":false}");
        }
    }
}
