package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.Answer;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever a run touched is told that it stopped; nobody else is. Receivers verify every SET against the realm's keys. */
class SignalsIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static TestRealm realm;
    private static SignalReceiver calendar;
    private static SignalReceiver mail;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private Reply signedIn;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "signals")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
        calendar = realm.receiverFor(realm.calendarApi());
        mail = realm.receiverFor(realm.mailApi());
    }

    @AfterAll
    static void close() {
        calendar.close();
        mail.close();
    }

    @BeforeEach
    void signIn() {
        calendar.answerAlways(Answer.accepted());
        signedIn = realm.signIn(realm.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND);
    }

    @Test
    void eachRunOfTheTreeIsToldToTheReceiversItTouchedUnderOneCause() {
        String parent = start(CALENDAR_READ, MAIL_SEND);
        String child = realm.tokens()
                .exchange(researcher)
                .subject(parent)
                .scope(CALENDAR_READ)
                .accessToken();

        realm.tokens().logout(realm.app(), signedIn.string("refresh_token")).expect(204);

        Signal aboutParent = calendar.await(told -> told.run().equals(run(parent)), SOON);
        Signal aboutChild = calendar.await(told -> told.run().equals(run(child)), SOON);
        Signal atMail = mail.await(told -> told.run().equals(run(parent)), SOON);
        assertThat(aboutChild.txn()).isEqualTo(aboutParent.txn()).isEqualTo(atMail.txn());
        assertThat(aboutChild.jti()).isNotEqualTo(aboutParent.jti());
        assertThat(mail.signals()).noneMatch(told -> told.run().equals(run(child)));
        assertThat(calendar.refused()).isEmpty();
        assertThat(mail.refused()).isEmpty();
    }

    @Test
    void theSetIsACaepSessionRevokedThatNamesPersonRunAndAgent() {
        String token = start(CALENDAR_READ);

        realm.runs(token).revoke(run(token)).expect(204);

        Signal signal = calendar.await(told -> told.run().equals(run(token)), SOON);
        JsonNode claims = signal.claims();
        assertThat(signal.header().path("typ").asText()).isEqualTo("secevent+jwt");
        assertThat(signal.header().path("alg").asText()).isEqualTo("RS256");
        assertThat(claims.path("iss").asText()).isEqualTo(realm.issuer().toString());
        assertThat(claims.path("aud").asText()).isEqualTo("calendar-api");
        assertThat(claims.has("sub")).isFalse();
        assertThat(claims.has("exp")).isFalse();
        assertThat(claims.at("/sub_id/format").asText()).isEqualTo("complex");
        assertThat(claims.at("/sub_id/user/format").asText()).isEqualTo("iss_sub");
        assertThat(claims.at("/sub_id/user/iss").asText())
                .isEqualTo(realm.issuer().toString());
        assertThat(claims.at("/sub_id/user/sub").asText())
                .isEqualTo(realm.alice().id());
        assertThat(claims.at("/sub_id/session/format").asText()).isEqualTo("opaque");
        assertThat(claims.at("/sub_id/application/id").asText()).isEqualTo("planner");
        assertThat(claims.path("events").size()).isEqualTo(1);
        JsonNode event = signal.event(Signal.SESSION_REVOKED);
        assertThat(event.path("event_timestamp").isIntegralNumber()).isTrue();
        assertThat(event.path("initiating_entity").asText()).isEqualTo("system");
        assertThat(event.at("/reason_admin/en").asText()).isNotBlank();
        assertThat(signal.authorization()).isEqualTo("Bearer push-calendar-api");
    }

    @Test
    void aPersonsStopIsToldAsThePersons() {
        String token = start(CALENDAR_READ);

        realm.runs(signedIn.accessToken()).revokeMine(run(token)).expect(204);

        assertThat(calendar.await(told -> told.run().equals(run(token)), SOON)
                        .event(Signal.SESSION_REVOKED)
                        .path("initiating_entity")
                        .asText())
                .isEqualTo("user");
    }

    @Test
    void aResendAfterAFailureKeepsItsId() {
        String token = start(CALENDAR_READ);
        calendar.answerNext(Answer.status(503));
        int before = calendar.attempts();

        realm.admin().agents().revoke(run(token), "test").expect(204);

        calendar.await(told -> told.run().equals(run(token)), SOON);
        assertThat(calendar.attempts() - before).isEqualTo(2);
        assertThat(calendar.signals().stream().filter(told -> told.run().equals(run(token))))
                .hasSize(1);
    }

    @Test
    void aReceiverThatHangsDoesNotKeepOthersWaiting() {
        String token = start(CALENDAR_READ, MAIL_SEND);
        calendar.answerNext(Answer.never());
        long stopped = System.nanoTime();

        realm.admin().agents().revoke(run(token), "test").expect(204);

        Signal atMail = mail.await(told -> told.run().equals(run(token)), SOON);
        assertThat(Duration.ofNanos(atMail.arrivedNanos() - stopped)).isLessThan(Duration.ofSeconds(2));
        calendar.await(told -> told.run().equals(run(token)), Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 413})
    void whoWillNeverTakeItIsAskedOnce(int status) {
        String token = start(CALENDAR_READ, MAIL_SEND);
        calendar.answerNext(Answer.status(status));
        int before = calendar.attempts();

        realm.admin().agents().revoke(run(token), "test").expect(204);

        mail.await(told -> told.run().equals(run(token)), SOON);
        Eventually.pause(Duration.ofSeconds(2)); // a second attempt would come after one
        assertThat(calendar.attempts() - before).isEqualTo(1);
    }

    @Test
    void anAddressThatIsNoPushTargetIsRefusedWhenSaved() {
        for (String url :
                new String[] {"", "ftp://example.org/x", "http://example.org/x", "https://u:p@example.org/", "nonsense"
                }) {
            Reply reply = realm.admin().clients().tryAddMapper("app", receiver(url));
            assertThat(reply.status()).as(url + ": " + reply).isEqualTo(400);
        }
    }

    private static java.util.Map<String, Object> receiver(String url) {
        return io.agentpack.keycloak.it.kit.Json.object(
                "name", "bad receiver",
                "protocol", "openid-connect",
                "protocolMapper", "agent-signals-receiver",
                "config", java.util.Map.of("push-url", url));
    }

    private String start(String... scopes) {
        return realm.tokens()
                .exchange(planner)
                .subject(signedIn.accessToken())
                .scope(scopes)
                .accessToken();
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
