package io.agentpack.keycloak.it.refusals;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.RawRequest;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/**
 * Sends the rows of tables and looks at all that a refusal is: status, error and headers of the answer, one event with the precise reason and, when
 * everything was sent, that nothing is left behind.
 */
final class Refusals {
    private static final Set<String> EVIDENCE =
            Set.of("OAuth-Client-Attestation", "OAuth-Client-Attestation-PoP", "DPoP", "client_assertion");
    /** What is shorter is no secret, and may well be in a log by chance. */
    private static final int SECRET_LENGTH = 40;

    private final TestRealm realm;
    private final int logBefore;
    private final int sessionsBefore;
    private final Set<String> secrets = new TreeSet<>();
    private final Set<String> runs = new TreeSet<>();
    private String newest = "";

    Refusals(TestRealm realm) {
        this.realm = realm;
        this.logBefore = realm.server().log().length();
        this.sessionsBefore = sessions();
        realm.admin().events().clear();
    }

    /** Evidence without a fault first and last, so that it is the fault that is refused. */
    Stream<DynamicTest> table(ClientAuthentication good, List<Row> rows) {
        return Stream.of(
                        Stream.of(DynamicTest.dynamicTest("what is right gets in", () -> admit(good))),
                        rows.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> refuse(row))),
                        Stream.of(DynamicTest.dynamicTest("and still does", () -> admit(good))))
                .flatMap(tests -> tests);
    }

    Stream<DynamicTest> wire(Supplier<RawRequest> good, List<WireRow> rows) {
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest(
                        "what is right gets in", () -> admitted(good.get().send()))),
                rows.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> refuse(row))));
    }

    /** @return the token of the run that was started */
    String admit(ClientAuthentication evidence) {
        return admitted(send(evidence));
    }

    private String admitted(Reply reply) {
        secrets.add(lastPart(reply.accessToken()));
        JsonNode event = theOneNewEvent();
        assertThat(event.path("type").asText()).isEqualTo("CLIENT_LOGIN");
        runs.add(Tokens.claims(reply.accessToken()).at("/run/id").asText());
        return reply.accessToken();
    }

    private void refuse(Row row) {
        Reply reply = send(row.evidence());
        JsonNode event = theOneNewEvent();

        assertThat(reply.status()).as(reply + " " + event).isEqualTo(row.status());
        assertThat(reply.error()).as(reply + " " + event).isEqualTo(row.error());
        assertThat(reply.string("error_description")).isNotBlank();
        assertThat(reply.body().size()).isEqualTo(2);
        assertThat(reply.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(reply.header("OAuth-Client-Attestation-Challenge").isPresent())
                .isEqualTo(row.error().equals("use_attestation_challenge"));
        assertThat(event.path("type").asText()).isEqualTo("CLIENT_LOGIN_ERROR");
        assertThat(event.path("error").asText()).isEqualTo(row.event());
        assertThat(event.at("/details/reason").asText()).contains(row.reason());
    }

    private void refuse(WireRow row) {
        Reply reply = row.request().get().send();

        assertThat(reply.status()).as(reply.toString()).isEqualTo(row.status());
        if (row.error().isEmpty()) {
            assertThat(id(realm.admin().events().newest(1), 0)).as("no event").isEqualTo(newest);
        } else {
            assertThat(reply.error()).as(reply.toString()).isEqualTo(row.error());
            JsonNode event = theOneNewEvent();
            assertThat(event.path("error").asText()).startsWith(row.error());
            assertThat(event.at("/details/reason").asText()).contains(row.reason());
        }
    }

    private Reply send(ClientAuthentication evidence) {
        FormRequest request =
                realm.tokens().grant("client_credentials").by(evidence).scope(MAIL_SEND);
        Stream.concat(request.headers().stream(), request.params().stream())
                .filter(sent -> EVIDENCE.contains(sent.getKey()))
                .map(Map.Entry::getValue)
                .forEach(this::remember);
        return request.send();
    }

    /** What was sent as evidence must be nowhere afterwards. */
    private void remember(String evidence) {
        if (evidence.length() >= SECRET_LENGTH) {
            secrets.add(evidence);
        }
        String signature = lastPart(evidence);
        if (signature.length() >= SECRET_LENGTH) {
            secrets.add(signature);
        }
    }

    /** Fails unless there is exactly one event more than there was. */
    private JsonNode theOneNewEvent() {
        List<JsonNode> events = realm.admin().events().newest(2);
        String before = newest;
        newest = id(events, 0);
        assertThat(newest).as("one event more").isNotEqualTo(before);
        assertThat(id(events, 1)).as("but not two").isEqualTo(before);
        return events.get(0);
    }

    void assertNothingIsLeftBehind() {
        assertThat(realm.admin().agents().runs("max=100").expect(200).body().findValuesAsText("id"))
                .as("runs of those who were admitted")
                .containsExactlyInAnyOrderElementsOf(runs);
        assertThat(sessions()).as("sessions").isEqualTo(sessionsBefore + runs.size());
        String log = realm.server().log().substring(logBefore);
        assertThat(log).doesNotContain("\n\tat ").doesNotContain("Uncaught server error");
        String written = log + realm.admin().events().all();
        assertThat(secrets).hasSizeGreaterThan(100).allSatisfy(secret -> assertThat(written.contains(secret))
                .as(secret)
                .isFalse());
    }

    private int sessions() {
        JsonNode clients =
                realm.admin().get("/client-session-stats").expect(200).body();
        return StreamSupport.stream(clients.spliterator(), false)
                .mapToInt(client ->
                        client.path("active").asInt() + client.path("offline").asInt())
                .sum();
    }

    private static String id(List<JsonNode> events, int index) {
        return index < events.size() ? events.get(index).path("id").asText() : "";
    }

    private static String lastPart(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
