package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An agent without a human: everything it holds is scoped to one run. */
class BoundedRunIT {
    private static TestRealm realm;
    private final AgentInstance nightly = realm.instanceOf("nightly");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "bounded-run")
                .agent(AgentSpec.bounded("nightly", "bob")
                        .with("agent.delegates", "helper")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.autonomous("helper", "bob"))
                .agent(AgentSpec.delegated("planner"))
                .create();
    }

    @Test
    void startsARunInWhichTheAgentActsForItself() {
        Reply reply = start();
        JsonNode token = Tokens.claims(reply.accessToken());

        assertThat(token.path("sub").asText()).isEqualTo(realm.admin().clients().serviceAccountIdOf("nightly"));
        assertThat(token.has("act")).isFalse();
        assertThat(token.at("/run/authority").asText()).isEqualTo("bounded");
        assertThat(token.at("/run/depth").asInt(-1)).isZero();
        assertThat(token.path("sid")).isEqualTo(token.at("/run/id"));
        assertThat(token.path("aud").asText()).isEqualTo("mail-api");
        assertThat(reply.string("scope")).isEqualTo(token.path("scope").asText());
        assertThat(reply.body().has("refresh_token")).isFalse();
    }

    @Test
    void theOwnerAnswersForIt() {
        start();

        JsonNode event = realm.admin().events().last("CLIENT_LOGIN");

        assertThat(event.at("/details/agent_owner").asText()).isEqualTo("bob");
        assertThat(event.at("/details/agent_authority").asText()).isEqualTo("bounded");
        assertThat(event.at("/details/agent_run").asText()).isNotBlank();
    }

    @Test
    void twoRunsAreTwoThingsToStop() {
        String one = start().accessToken();
        String other = start().accessToken();

        realm.runs(one).complete(run(one)).expect(204);

        assertThat(active(one)).isFalse();
        assertThat(active(other)).isTrue();
    }

    @Test
    void handsOverToASubAgentInItsOwnName() {
        String parent = start().accessToken();

        JsonNode child = Tokens.claims(realm.tokens()
                .exchange(realm.instanceOf("helper"))
                .subject(parent)
                .accessToken());

        assertThat(child.path("sub")).isEqualTo(Tokens.claims(parent).path("sub"));
        assertThat(child.at("/act/client_id").asText()).isEqualTo("helper");
        assertThat(child.path("act").has("act")).isFalse();
        assertThat(child.at("/run/authority").asText()).isEqualTo("bounded");
        assertThat(child.at("/run/depth").asInt()).isEqualTo(1);
    }

    @Test
    void aDelegatedAgentHasNoAuthorityOfItsOwn() {
        new Watched(realm).refuses(400, "unauthorized_client", "CLIENT_LOGIN_ERROR", () -> realm.tokens()
                .clientCredentials(realm.instanceOf("planner")));
    }

    @Test
    void aHumansTokenIsNotForAnAgentWithoutAHuman() {
        String human = realm.humanToken(realm.alice(), TestRealm.agentScope("planner"), MAIL_SEND);

        new Watched(realm).refuses(400, "unauthorized_client", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(nightly)
                .subject(human)
                .send());
    }

    @Test
    void aScopeThatIsNotTheAgentsIsRefused() {
        new Watched(realm).refuses(400, "invalid_scope", "CLIENT_LOGIN_ERROR", () -> realm.tokens()
                .clientCredentials(nightly, CALENDAR_READ, "agent:planner"));
    }

    @Test
    void ordinaryClientsAreServedByKeycloakAsBefore() {
        realm.admin().clients().update("calendar-api", java.util.Map.of("serviceAccountsEnabled", true));

        Reply reply = realm.tokens().clientCredentials(realm.calendarApi()).expect(200);

        assertThat(Tokens.claims(reply.accessToken()).has("run")).isFalse();
        assertThat(Tokens.claims(reply.accessToken()).has("sid")).isFalse();
    }

    private Reply start() {
        return realm.tokens().clientCredentials(nightly, MAIL_SEND).expect(200);
    }

    private static String run(String token) {
        return Tokens.claims(token).at("/run/id").asText();
    }

    private static boolean active(String token) {
        return realm.tokens()
                .introspect(realm.mailApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }
}
