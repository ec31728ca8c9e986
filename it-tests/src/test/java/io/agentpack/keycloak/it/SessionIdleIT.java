package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The person leaves the session alone for so long that it is over, and does nothing else: the next check of a token notices. */
class SessionIdleIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static TestRealm realm;
    private static SignalReceiver calendar;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "idle")
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

    /** Keycloak deletes it minutes later. */
    @Test
    void theRunIsRefusedWhenTheSessionHasIdledOut() {
        String token = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ))
                .accessToken();
        String run = Tokens.claims(token).at("/run/id").asText();

        realm.admin().update(Map.of("ssoSessionIdleTimeout", 1));

        Eventually.get("refusal", SOON, () -> active(token) ? Optional.empty() : Optional.of(true));
        JsonNode row = realm.admin().agents().run(run).expect(200).body();
        assertThat(row.path("state").asText()).isEqualTo("revoked");
        assertThat(row.path("cause").asText()).isEqualTo("session_ended");
        calendar.await(told -> told.run().equals(run), SOON);
    }

    private static boolean active(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }
}
