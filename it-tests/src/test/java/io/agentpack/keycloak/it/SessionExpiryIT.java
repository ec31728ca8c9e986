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
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The person's session is over before the run is, because an administrator has shortened sessions, and Keycloak's own task deletes it while nobody asks
 * about any token. (A session that lives as long as it was meant to outlives the run: the run's deadline is never later.)
 */
class SessionExpiryIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static TestRealm realm;
    private static SignalReceiver calendar;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "session-expiry")
                .setting("enabledEventTypes", List.of("USER_SESSION_DELETED", "REVOKE_GRANT"))
                .agent(AgentSpec.delegated("planner"))
                .create();
        calendar = realm.receiverFor(realm.calendarApi());
    }

    @AfterAll
    static void close() {
        if (calendar != null) {
            calendar.close();
        }
    }

    @Test
    void theRunEndsWithTheSessionThatKeycloaksTaskDeletes() {
        Reply signedIn = realm.signIn(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String session = Tokens.claims(signedIn.accessToken()).path("sid").asText();
        String token = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(signedIn.accessToken())
                .accessToken();
        String run = Tokens.claims(token).at("/run/id").asText();

        realm.admin().update(Map.of("ssoSessionMaxLifespan", 1));

        Eventually.get("deleted session", SOON, () -> realm.admin().events().ofType("USER_SESSION_DELETED").stream()
                .filter(event -> session.equals(event.path("sessionId").asText()))
                .findFirst());
        JsonNode row = realm.admin().agents().run(run).expect(200).body();
        assertThat(row.path("state").asText()).isEqualTo("revoked");
        assertThat(row.path("cause").asText()).isEqualTo("session_ended");
        calendar.await(told -> told.run().equals(run), SOON);
        assertThat(realm.tokens().introspect(realm.calendarApi(), token).text()).isEqualTo("{\"active\":false}");
    }
}
