package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A request that must be refused: exact status and error, one event with the reason, and nothing written. */
final class Watched {
    private final TestRealm realm;

    Watched(TestRealm realm) {
        this.realm = realm;
    }

    /** @param event type of the error event, e.g. {@code TOKEN_EXCHANGE_ERROR} */
    void refuses(int status, String error, String event, Supplier<Reply> request) {
        Set<String> runsBefore = runs();
        Set<String> sessionsBefore = sessions();
        int eventsBefore = realm.admin().events().ofType(event).size();

        Reply reply = request.get();

        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.error()).as(reply.toString()).isEqualTo(error);
        assertThat(reply.string("error_description")).isNotBlank();
        assertThat(reply.string("access_token")).isNull();
        List<JsonNode> events = realm.admin().events().ofType(event);
        assertThat(events).as("one event of type " + event).hasSize(eventsBefore + 1);
        assertThat(events.get(0).path("error").asText()).isEqualTo(error);
        assertThat(events.get(0).at("/details/reason").asText()).isNotBlank();
        assertThat(runs()).as("the ledger is untouched").isEqualTo(runsBefore);
        // One of an earlier test may be cleaned up meanwhile.
        assertThat(sessionsBefore).as("no session is left behind").containsAll(sessions());
    }

    private Set<String> runs() {
        Set<String> runs = new TreeSet<>();
        realm.admin()
                .agents()
                .runs("max=100")
                .expect(200)
                .body()
                .forEach(run -> runs.add(
                        run.path("id").asText() + " " + run.path("state").asText()));
        return runs;
    }

    private Set<String> sessions() {
        Set<String> sessions = new TreeSet<>();
        realm.admin()
                .users()
                .sessions(realm.alice().id())
                .forEach(session -> sessions.add(session.path("id").asText()));
        return sessions;
    }
}
