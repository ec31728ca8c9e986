package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import io.agentpack.keycloak.it.kit.signals.StreamClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receivers with a stream of Keycloak's own Shared Signals transmitter: managed there, told by the pack. */
@OnCluster
class SsfStreamsClusterIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);
    private static final String AUDIENCE = "https://calendar.example/events";

    private static TestRealm realm;
    private static StreamClient calendar;

    private SignalReceiver endpoint;
    private String stream;
    private String human;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Cluster.shared().first(), "streams")
                .setting("attributes", Map.of("ssf.transmitterEnabled", "true"))
                .agent(AgentSpec.delegated("planner"))
                .create();
        calendar = StreamClient.admit(realm, realm.calendarApi(), AUDIENCE);
    }

    @BeforeEach
    void listen() {
        endpoint = SignalReceiver.listen(realm.issuer(), AUDIENCE);
        human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND);
    }

    @AfterEach
    void close() {
        endpoint.close();
        if (stream != null) {
            calendar.delete(stream);
        }
    }

    @Test
    void aPushStreamHearsOfTheRunsThatTouchedItsClientAndOfNoOther() {
        stream = push();
        String touching = start(CALENDAR_READ);
        String other = start(MAIL_SEND);

        revoke(other);
        revoke(touching);

        Signal signal = endpoint.await(told -> told.run().equals(run(touching)), SOON);
        assertThat(signal.is(Signal.SESSION_REVOKED)).isTrue();
        assertThat(signal.authorization()).isEqualTo("Bearer stream");
        assertThat(signal.claims().at("/sub_id/application/id").asText()).isEqualTo("planner");
        assertThat(endpoint.signals()).noneMatch(told -> told.run().equals(run(other)));
        assertThat(endpoint.refused()).isEmpty();
    }

    @Test
    void aPollStreamFindsThemLaidOutUntilItHasAcknowledgedThem() {
        stream = calendar.createPoll();
        String token = start(CALENDAR_READ);

        revoke(token);

        String jti = Eventually.get("laid out SET", SOON, () -> laidOut(token));
        assertThat(laidOut(token)).as("handed out again until acknowledged").contains(jti);
        assertThat(calendar.poll(stream, jti).body().path("sets")).isEmpty();
    }

    @Test
    void aPausedStreamIsToldInOrderWhenItGoesOn() {
        stream = push();
        calendar.status(stream, "paused");
        List<String> tokens = List.of(start(CALENDAR_READ), start(CALENDAR_READ), start(CALENDAR_READ));
        tokens.forEach(SsfStreamsClusterIT::revoke);
        Eventually.pause(LONG_ENOUGH);
        assertThat(sessionsRevoked()).isEmpty();

        calendar.status(stream, "enabled");

        List<String> runs = tokens.stream().map(SsfStreamsClusterIT::run).toList();
        Eventually.get("all three", SOON, () -> sessionsRevoked().size() == 3 ? Optional.of(true) : Optional.empty());
        assertThat(sessionsRevoked()).isEqualTo(runs);
    }

    @Test
    void aDisabledStreamIsNotToldLaterEither() {
        stream = push();
        calendar.status(stream, "disabled");
        String missed = start(CALENDAR_READ);
        revoke(missed);
        Eventually.pause(LONG_ENOUGH);

        calendar.status(stream, "enabled");

        String next = start(CALENDAR_READ);
        revoke(next);
        endpoint.await(told -> told.run().equals(run(next)), SOON);
        assertThat(sessionsRevoked()).containsExactly(run(next));
    }

    @Test
    void aStreamThatIsDeletedHearsNothingAndItsSuccessorHearsWhatComes() {
        calendar.delete(push());
        String missed = start(CALENDAR_READ);
        revoke(missed);

        stream = push();
        String next = start(CALENDAR_READ);
        revoke(next);

        endpoint.await(told -> told.run().equals(run(next)), SOON);
        assertThat(sessionsRevoked()).containsExactly(run(next));
    }

    @Test
    void keycloaksOwnVerificationOfTheStreamIsKeycloaksStill() {
        stream = push();

        calendar.verify(stream, "state-1").expect(204);

        Signal verification = endpoint.await(told -> told.is(Signal.VERIFICATION), SOON);
        assertThat(verification.event(Signal.VERIFICATION).path("state").asText())
                .isEqualTo("state-1");
        assertThat(verification.claims().at("/sub_id/id").asText()).isEqualTo(stream);
    }

    private Optional<String> laidOut(String token) {
        for (Map.Entry<String, JsonNode> set :
                calendar.poll(stream).body().path("sets").properties()) {
            JsonNode claims = Tokens.claims(set.getValue().asText());
            if (claims.at("/sub_id/session/id").asText().equals(run(token))) {
                assertThat(claims.path("aud").asText()).isEqualTo(AUDIENCE);
                return Optional.of(set.getKey());
            }
        }
        return Optional.empty();
    }

    /** Keycloak tells a stream about itself, too. */
    private List<String> sessionsRevoked() {
        return endpoint.signals().stream()
                .filter(signal -> signal.is(Signal.SESSION_REVOKED))
                .map(Signal::run)
                .toList();
    }

    private String push() {
        return calendar.createPush(
                URI.create("http://127.0.0.1:" + endpoint.port() + SignalReceiver.PATH), "Bearer stream");
    }

    private String start(String... scopes) {
        AgentInstance planner = realm.instanceOf("planner");
        return realm.tokens().exchange(planner).subject(human).scope(scopes).accessToken();
    }

    private static void revoke(String token) {
        realm.admin().agents().revoke(run(token), "test").expect(204);
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }
}
