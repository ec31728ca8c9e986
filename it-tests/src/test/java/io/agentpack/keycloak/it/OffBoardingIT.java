package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody leaves: what runs for them ends, what they answered for starts nothing, and administrators see both. */
class OffBoardingIT {
    private static TestRealm realm;

    private Human leaver;
    private String delegated;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "off-boarding")
                .agent(AgentSpec.delegated("planner"))
                .agent(AgentSpec.bounded("nightly", "bob")
                        .with("agent.delegates", "helper")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.autonomous("helper", "bob"))
                .create();
    }

    @BeforeEach
    void start() {
        String name = "leaver-" + System.nanoTime();
        leaver = new Human(realm.admin().users().create(name, "password"), name, "password");
        delegated = realm.tokens()
                .exchange(realm.instanceOf("planner"))
                .subject(realm.humanToken(leaver, agentScope("planner"), CALENDAR_READ))
                .run("goal", "Book a flight for " + name)
                .accessToken();
        own("nightly", "bob");
        own("helper", "bob");
    }

    @Test
    void whatRunsForSomebodyWhoIsDisabledEnds() {
        realm.admin().users().setEnabled(leaver.id(), false);

        assertThat(active(delegated)).isFalse();
        assertThat(end(delegated).path("cause").asText()).isEqualTo("user_disabled");
    }

    @Test
    void whatRunsForSomebodyWhoIsDeletedEndsAndOnlyAnIdIsLeftOfThem() {
        assertThat(end(delegated).path("goal").asText()).contains(leaver.username());

        realm.admin().users().delete(leaver.id());

        assertThat(active(delegated)).isFalse();
        assertThat(end(delegated).path("state").asText()).isEqualTo("revoked");
        JsonNode lineage = realm.admin()
                .agents()
                .lineage(Tokens.claims(delegated).path("jti").asText())
                .expect(200)
                .body();
        assertThat(lineage.at("/subject/id").asText()).isEqualTo(leaver.id());
        assertThat(lineage.path("subject").has("username")).isFalse();
        assertThat(lineage.toString()).doesNotContain(leaver.username()).doesNotContain("Book a flight");
    }

    @Test
    void anAgentWhoseOwnerIsDisabledStartsNothingUntilSomebodyAnswersForIt() {
        own("nightly", leaver.username());
        String running = realm.tokens()
                .clientCredentials(realm.instanceOf("nightly"), MAIL_SEND)
                .accessToken();
        realm.admin().users().setEnabled(leaver.id(), false);

        ownerless("nightly");
        assertThat(realm.admin()
                        .events()
                        .last("CLIENT_LOGIN_ERROR")
                        .at("/details/reason")
                        .asText())
                .contains("owner " + leaver.username() + " is missing or disabled");
        assertThat(realm.tokens()
                        .introspect(realm.mailApi(), running)
                        .body()
                        .path("active")
                        .asBoolean())
                .as("what runs already goes on to its deadline")
                .isTrue();
        assertThat(agents("owner_missing=true")).containsExactly("nightly");
        assertThat(agents("owner=" + leaver.username())).containsExactly("nightly");

        own("nightly", "bob");
        realm.tokens().clientCredentials(realm.instanceOf("nightly"), MAIL_SEND).expect(200);
        assertThat(agents("owner_missing=true")).isEmpty();
    }

    @Test
    void anAgentWhoseOwnerIsDeletedStartsNothingAndTakesNothingOver() {
        own("helper", leaver.username());
        String parent = realm.tokens()
                .clientCredentials(realm.instanceOf("nightly"), MAIL_SEND)
                .accessToken();
        realm.admin().users().delete(leaver.id());

        ownerless("helper");
        new Watched(realm).refuses(400, "unauthorized_client", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(realm.instanceOf("helper"))
                .subject(parent)
                .send());
        assertThat(agents("owner_missing=true")).containsExactly("helper");
    }

    @Test
    void whatARunHandsOverIsAnsweredForByWhoAnsweredForTheRunAndNeverByName() {
        own("nightly", leaver.username());
        String parent = realm.tokens()
                .clientCredentials(realm.instanceOf("nightly"), MAIL_SEND)
                .accessToken();
        realm.admin().users().delete(leaver.id());
        realm.admin().users().create(leaver.username(), "password");

        String child = realm.tokens()
                .exchange(realm.instanceOf("helper"))
                .subject(parent)
                .accessToken();

        JsonNode lineage = realm.admin()
                .agents()
                .lineage(Tokens.claims(child).path("jti").asText())
                .expect(200)
                .body();
        assertThat(lineage.at("/owner/id").asText())
                .as("who began it, not who has the name now")
                .isEqualTo(leaver.id());
        assertThat(lineage.path("line").findValuesAsText("owner")).containsExactly(leaver.id(), leaver.id());
        assertThat(lineage.toString()).doesNotContain(leaver.username());
    }

    private static void ownerless(String agent) {
        new Watched(realm).refuses(400, "unauthorized_client", "CLIENT_LOGIN_ERROR", () -> realm.tokens()
                .clientCredentials(realm.instanceOf(agent), MAIL_SEND));
    }

    private static void own(String agent, String username) {
        realm.admin().clients().setAttributes(agent, Map.of("agent.owner", username));
    }

    private static java.util.List<String> agents(String query) {
        return realm.admin().agents().agents(query).expect(200).body().findValuesAsText("client_id");
    }

    private static boolean active(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }

    private static JsonNode end(String token) {
        return realm.admin()
                .agents()
                .run(Tokens.claims(token).at("/run/id").asText())
                .expect(200)
                .body();
    }
}
