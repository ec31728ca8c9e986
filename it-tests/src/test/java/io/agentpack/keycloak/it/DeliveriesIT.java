package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.Answer;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An administrator can prove who was told of a stop, and tell again whoever could not be. */
class DeliveriesIT {
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "deliveries")
                .agent(AgentSpec.delegated("planner"))
                .create();
    }

    @Test
    void eachReceiverIsAccountedForAndADeadLetterIsSentAgain() {
        try (SignalReceiver calendar = realm.receiverFor(realm.calendarApi());
                SignalReceiver mail = realm.receiverFor(realm.mailApi())) {
            calendar.answerAlways(Answer.status(404));
            String token = realm.tokens()
                    .exchange(realm.instanceOf("planner"))
                    .subject(realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND))
                    .accessToken();
            String run = Tokens.claims(token).at("/run/id").asText();
            assertThat(realm.admin().agents().deliveries(run).expect(200).body())
                    .isEmpty();

            realm.admin().agents().revoke(run, "test").expect(204);

            JsonNode dead = await(run, "calendar-api", "dead");
            assertThat(dead.path("attempts").asInt()).isEqualTo(1);
            assertThat(dead.path("error").asText()).contains("404");
            assertThat(dead.path("ended").isIntegralNumber()).isTrue();
            JsonNode delivered = await(run, "mail-api", "delivered");
            assertThat(delivered.path("cause_id")).isEqualTo(dead.path("cause_id"));
            assertThat(delivered.path("jti")).isNotEqualTo(dead.path("jti"));

            calendar.answerAlways(Answer.accepted());
            assertThat(realm.admin()
                            .agents()
                            .retryDeliveries(run)
                            .expect(200)
                            .body()
                            .path("queued")
                            .asInt())
                    .isEqualTo(1);

            JsonNode atLast = await(run, "calendar-api", "delivered");
            assertThat(atLast.path("jti")).isEqualTo(dead.path("jti"));
            assertThat(calendar.signals())
                    .anyMatch(signal -> signal.jti().equals(dead.path("jti").asText()));
            assertThat(realm.admin()
                            .agents()
                            .retryDeliveries(run)
                            .expect(200)
                            .body()
                            .path("queued")
                            .asInt())
                    .isZero();
        }
    }

    private static JsonNode await(String run, String receiver, String state) {
        return Eventually.get(receiver + " " + state, Duration.ofSeconds(20), () -> StreamSupport.stream(
                        realm.admin()
                                .agents()
                                .deliveries(run)
                                .expect(200)
                                .body()
                                .spliterator(),
                        false)
                .filter(one -> one.path("receiver").asText().equals(receiver))
                .filter(one -> one.path("state").asText().equals(state))
                .findFirst()
                .map(Optional::of)
                .orElse(Optional.empty()));
    }
}
