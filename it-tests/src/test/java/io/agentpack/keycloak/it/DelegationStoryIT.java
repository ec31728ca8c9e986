package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole way once: a human hands over, an agent hands on, the human leaves, everything stops and is told. */
class DelegationStoryIT {
    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "story")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
    }

    @Test
    void stopsTheWholeTreeWhenTheHumanLeaves() {
        try (SignalReceiver calendar = realm.receiverFor(realm.calendarApi())) {
            Reply human = realm.signIn(realm.alice(), TestRealm.agentScope("planner"), TestRealm.CALENDAR_READ);
            AgentInstance planner = realm.instanceOf("planner");
            AgentInstance researcher = realm.instanceOf("researcher");

            String parent = realm.tokens()
                    .exchange(planner)
                    .subject(human.accessToken())
                    .scope(TestRealm.CALENDAR_READ)
                    .accessToken();
            String child = realm.tokens().exchange(researcher).subject(parent).accessToken();

            JsonNode claims = Tokens.claims(child);
            assertThat(claims.path("sub").asText()).isEqualTo(realm.alice().id());
            assertThat(claims.at("/act/client_id").asText()).isEqualTo("researcher");
            assertThat(claims.at("/act/act/client_id").asText()).isEqualTo("planner");
            assertThat(introspected(child).path("active").asBoolean()).isTrue();

            realm.tokens().logout(realm.app(), human.string("refresh_token")).expect(204);

            assertThat(introspected(parent)).hasToString("{\"active\":false}");
            assertThat(introspected(child)).hasToString("{\"active\":false}");
            Signal signal = calendar.await(
                    told -> told.run().equals(claims.at("/run/id").asText()), Duration.ofSeconds(10));
            assertThat(signal.is(Signal.SESSION_REVOKED)).isTrue();
            assertThat(calendar.refused()).isEmpty();
        }
    }

    private static JsonNode introspected(String token) {
        return realm.tokens().introspect(realm.calendarApi(), token).expect(200).body();
    }
}
