package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From any token id, while and after the token lives: who did what for whom by whose permission. */
class LineageIT {
    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "lineage")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
    }

    @Test
    void ofADelegatedRunFromItsStartToItsEnd() {
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String parent = realm.tokens()
                .exchange(planner)
                .subject(human)
                .run("goal", "Plan the trip")
                .accessToken();
        String child = realm.tokens().exchange(researcher).subject(parent).accessToken();

        JsonNode living = lineage(child);

        assertThat(living.path("run")).isEqualTo(Tokens.claims(child).at("/run/id"));
        assertThat(living.at("/subject/username").asText()).isEqualTo("alice");
        assertThat(living.at("/subject/kind").asText()).isEqualTo("person");
        assertThat(living.at("/permission/by").asText()).isEqualTo("consent");
        assertThat(living.at("/permission/scope").asText()).isEqualTo("agent:planner");
        assertThat(living.at("/permission/client").asText()).isEqualTo("app");
        assertThat(living.at("/permission/session"))
                .isEqualTo(Tokens.claims(human).path("sid"));
        assertThat(living.at("/permission/token"))
                .isEqualTo(Tokens.claims(human).path("jti"));
        assertThat(living.path("line").findValuesAsText("agent")).containsExactly("planner", "researcher");
        assertThat(living.at("/line/0/goal").asText()).isEqualTo("Plan the trip");
        assertThat(living.at("/line/1/instance").asText()).isEqualTo(researcher.id());
        assertThat(living.at("/audiences/0").asText()).isEqualTo("calendar-api");
        assertThat(living.has("end")).isFalse();
        assertThat(living.has("step")).as("holds nothing beyond its run").isFalse();
        assertThat(living.path("permission").has("approval")).isFalse();

        String run = Tokens.claims(parent).at("/run/id").asText();
        realm.admin()
                .post("/agents/runs/" + run + "/suspend", "{\"reason\":\"a look\"}")
                .expect(204);
        realm.admin().agents().resume(run).expect(204);
        realm.admin().agents().revoke(run, "looked wrong").expect(204);
        JsonNode ended = lineage(parent);

        assertThat(ended.path("journal").findValuesAsText("what")).containsExactly("suspended", "resumed");
        assertThat(ended.at("/journal/0/reason").asText()).isEqualTo("a look");
        assertThat(ended.at("/end/state").asText()).isEqualTo("revoked");
        assertThat(ended.at("/end/cause").asText()).isEqualTo("admin_revoked");
        assertThat(ended.at("/end/initiator").asText()).isEqualTo("admin");
        assertThat(ended.at("/end/by/id").asText()).isNotBlank();
        assertThat(ended.at("/end/reason").asText()).isEqualTo("looked wrong");
        assertThat(lineage(child).at("/end/cause_id")).isEqualTo(ended.at("/end/cause_id"));
    }

    @Test
    void ofThePersonsOwnToken() {
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String run = realm.tokens().exchange(planner).subject(human).accessToken();

        JsonNode started = lineage(human);

        assertThat(started.path("started").findValuesAsText("id"))
                .containsExactly(Tokens.claims(run).at("/run/id").asText());
    }

    @Test
    void ofARunWithoutAPerson() {
        String token = realm.tokens()
                .clientCredentials(realm.instanceOf("nightly"), MAIL_SEND)
                .accessToken();

        JsonNode lineage = lineage(token);

        assertThat(lineage.at("/permission/by").asText()).isEqualTo("owner");
        assertThat(lineage.at("/owner/username").asText()).isEqualTo("bob");
        assertThat(lineage.at("/subject/kind").asText()).isEqualTo("service_account");
    }

    private static JsonNode lineage(String token) {
        return realm.admin()
                .agents()
                .lineage(Tokens.claims(token).path("jti").asText())
                .expect(200)
                .body();
    }
}
