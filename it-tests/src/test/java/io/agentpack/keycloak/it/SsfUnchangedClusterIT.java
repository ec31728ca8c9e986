package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.server.ServerSpec;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import io.agentpack.keycloak.it.kit.signals.StreamClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keycloak's own Shared Signals, with the pack and without: the same calls have the same answers, the same event the same SET. */
@OnCluster
class SsfUnchangedClusterIT {
    private static final Pattern EVENTS = Pattern.compile("(\"events_\\w+\":\\[)([^]]*)");
    private static final Duration DRAINED = Duration.ofSeconds(60);
    private static final String AUDIENCE = "https://calendar.example/events";

    @Test
    void whatHasNothingToDoWithAgentsIsAsItIsWithoutThePack() {
        List<String> with = story(Cluster.shared().first());
        List<String> without;
        try (KeycloakServer plain = Keycloak.start(ServerSpec.plain()
                .named("plain-ssf")
                .features("ssf")
                .options(Cluster.STREAMS_MAY_PUSH_HERE, Cluster.DRAINED_OFTEN))) {
            without = story(plain);
        }

        assertThat(with).isEqualTo(without).hasSizeGreaterThan(8);
    }

    private static List<String> story(KeycloakServer server) {
        TestRealm realm = TestRealm.in(server, "unchanged")
                .setting("attributes", Map.of("ssf.transmitterEnabled", "true"))
                .create();
        List<String> told = new ArrayList<>();
        try (SignalReceiver endpoint = SignalReceiver.listen(realm.issuer(), AUDIENCE)) {
            StreamClient calendar = StreamClient.admit(realm, realm.calendarApi(), AUDIENCE);
            realm.admin().clients().setAttributes("calendar-api", Map.of("ssf.defaultSubjects", "ALL"));
            told.add(masked(realm, Http.get(server.url("/.well-known/ssf-configuration/realms/unchanged"))));
            String stream = calendar.createPush(
                    URI.create("http://127.0.0.1:" + endpoint.port() + SignalReceiver.PATH), "Bearer stream");
            told.add(masked(realm, calendar.get("/streams?stream_id=" + stream)));
            told.add(masked(realm, calendar.get("/streams/status?stream_id=" + stream)));
            told.add(masked(realm, calendar.get("/streams?stream_id=unknown")));
            told.add(masked(realm, calendar.verify(stream, "state-1")));
            told.add(claims(realm, endpoint.await(signal -> signal.is(Signal.VERIFICATION), DRAINED)));

            Reply signedIn = realm.signIn(realm.alice());
            realm.tokens().logout(realm.app(), signedIn.string("refresh_token")).expect(204);

            told.add(claims(realm, endpoint.await(signal -> signal.is(Signal.SESSION_REVOKED), DRAINED)));
            calendar.delete(stream);
            told.add(masked(realm, calendar.get("/streams?stream_id=" + stream)));
            String polled = calendar.createPoll();
            told.add(masked(realm, calendar.poll(polled)));
            calendar.delete(polled);
        }
        return told;
    }

    private static String claims(TestRealm realm, Signal signal) {
        JsonNode claims = signal.claims();
        return masked(realm, signal.header() + " " + claims);
    }

    private static String masked(TestRealm realm, Reply reply) {
        return reply.status() + " " + masked(realm, reply.text());
    }

    /** Without what differs from one server, realm and second to the next, the order of Keycloak's sets of events among it. */
    private static String masked(TestRealm realm, String text) {
        return EVENTS.matcher(text)
                .replaceAll(list -> list.group(1)
                        + Stream.of(list.group(2).split(",")).sorted().collect(Collectors.joining(",")))
                .replace(realm.issuer().toString(), "ISSUER")
                .replace(realm.server().baseUrl().toString(), "SERVER")
                .replaceAll("http://127\\.0\\.0\\.1:\\d+", "LOCAL")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID")
                .replaceAll("\"(kid|jti|txn|id|stream_id)\":\"[^\"]*\"", "\"$1\":\"…\"")
                .replaceAll("\\b1[0-9]{9,12}\\b", "TIME");
    }
}
