package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The six profiles, each as its page under docs/profiles tells it, and what must be true afterwards. */
class ProfilesIT {
    private static final String INACTIVE = "{\"active\":false}";
    /** Production has an attester of its own. */
    private static final Attester CLOUD = Attester.named("cloud");

    private static TestRealm realm;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "profiles")
                .agent(local(AgentSpec.delegated("ide-helper")))
                .agent(production(AgentSpec.delegated("assistant"))
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(production(AgentSpec.delegated("researcher")))
                .agent(local(AgentSpec.bounded("local-build", "bob")))
                .agent(production(AgentSpec.bounded("deployer", "bob")))
                .agent(local(AgentSpec.autonomous("refactorer", "bob"))
                        .with("agent.delegates", "tester")
                        .with("agent.delegation.max-depth", "1"))
                .agent(local(AgentSpec.autonomous("tester", "bob")))
                .agent(production(AgentSpec.autonomous("remediator", "bob"))
                        .with("agent.delegates", "diagnoser")
                        .with("agent.delegation.max-depth", "1"))
                .agent(production(AgentSpec.autonomous("diagnoser", "bob")))
                .create();
        realm.admin().components().create(vouchingForProductionOnly()).expect(201);
    }

    private static Map<String, Object> vouchingForProductionOnly() {
        Map<String, Object> component = new LinkedHashMap<>(CLOUD.component());
        Map<String, Object> config = new LinkedHashMap<>();
        ((Map<?, ?>) component.get("config")).forEach((name, value) -> config.put((String) name, value));
        config.put("environments", List.of("production"));
        config.put("localities", List.of("remote"));
        component.put("config", config);
        return component;
    }

    @Test
    void delegatedLocal() {
        Reply alice = realm.signIn(realm.alice(), agentScope("ide-helper"), CALENDAR_READ, MAIL_SEND);
        Story story = story("delegated-local", "ide-helper")
                .with("HUMAN_TOKEN", alice.accessToken())
                .tell();

        JsonNode token = story.claims("TOKEN");
        assertThat(token.path("sub").asText()).isEqualTo(realm.alice().id());
        assertThat(token.at("/act/client_id").asText()).isEqualTo("ide-helper");
        assertThat(token.at("/run/environment").asText()).isEqualTo("development");
        assertThat(Json.parse(story.value("WHO")).at("/act/client_id").asText()).isEqualTo("ide-helper");
        realm.tokens().logout(realm.app(), alice.string("refresh_token"));
        assertThat(introspected(realm.calendarApi(), story.value("TOKEN"))).isEqualTo(INACTIVE);
    }

    @Test
    void aLocalAgentIsNeverInProduction() {
        realm.admin().clients().setAttributes("ide-helper", Map.of("agent.environment", "production"));
        try {
            Reply reply = realm.tokens()
                    .exchange(realm.instanceOf("ide-helper"))
                    .subject(realm.humanToken(realm.alice(), agentScope("ide-helper"), CALENDAR_READ))
                    .send();
            assertThat(reply.status()).isIn(400, 401);
            assertThat(reply.string("access_token")).isNull();
        } finally {
            realm.admin().clients().setAttributes("ide-helper", Map.of("agent.environment", "development"));
        }
    }

    @Test
    void delegatedRemote() {
        Story story = story("delegated-remote", "assistant", "researcher")
                .with("HUMAN_TOKEN", realm.humanToken(realm.alice(), agentScope("assistant"), CALENDAR_READ, MAIL_SEND))
                .with("ACCOUNT_TOKEN", realm.humanToken(realm.alice()))
                .tell();

        JsonNode child = story.claims("CHILD");
        assertThat(child.path("sub").asText()).isEqualTo(realm.alice().id());
        assertThat(child.at("/act/client_id").asText()).isEqualTo("researcher");
        assertThat(child.at("/act/act/client_id").asText()).isEqualTo("assistant");
        assertThat(child.path("scope").asText()).isEqualTo(CALENDAR_READ);
        assertThat(child.at("/run/environment").asText()).isEqualTo("production");
        assertThat(story.value("RUN")).isEqualTo(child.at("/run/root").asText());
        assertThat(story.value("AFTER")).isEqualTo(INACTIVE);
        Eventually.get("cascaded child", Duration.ofSeconds(10), () -> Optional.of(
                        state(child.at("/run/id").asText()))
                .filter("cascaded"::equals));
    }

    @Test
    void boundedLocal() {
        Story story = story("bounded-local", "local-build")
                .with("HUMAN_TOKEN", realm.humanToken(realm.alice(), CALENDAR_READ))
                .tell();

        JsonNode stage = story.claims("STAGE");
        assertThat(stage.path("sub").asText()).isEqualTo(realm.admin().clients().serviceAccountIdOf("local-build"));
        assertThat(stage.has("act")).isFalse();
        assertThat(stage.path("scope").asText()).isEqualTo(CALENDAR_READ);
        assertThat(stage.path("aud").asText()).isEqualTo("calendar-api");
        assertThat(state(story.value("RUN"))).isEqualTo("completed");
    }

    @Test
    void boundedRemote() {
        Story story = story("bounded-remote", "deployer").tell();

        assertThat(story.claims("BUILD").path("aud").asText()).isEqualTo("calendar-api");
        assertThat(story.claims("DEPLOY").path("aud").asText()).isEqualTo("mail-api");
        assertThat(story.claims("DEPLOY").path("run"))
                .isEqualTo(story.claims("JOB").path("run"));
        assertThat(story.claims("JOB").at("/run/authority").asText()).isEqualTo("bounded");
        assertThat(story.value("AFTER")).isEqualTo(INACTIVE);
        assertThat(introspected(realm.mailApi(), story.value("DEPLOY"))).isEqualTo(INACTIVE);
    }

    @Test
    void autonomousLocal() {
        Story story = story("autonomous-local", "refactorer", "tester").tell();

        assertThat(story.claims("NEXT").at("/run/exp").asLong())
                .isLessThan(story.claims("TOKEN").at("/run/exp").asLong());
        assertThat(story.claims("NEXT").at("/authorization_details/0/goal").asText())
                .isEqualTo("Run the tests");
        assertThat(story.claims("CHILD").at("/act/client_id").asText()).isEqualTo("tester");
        assertThat(story.claims("CHILD").at("/run/exp").asLong())
                .isLessThanOrEqualTo(story.claims("NEXT").at("/run/exp").asLong());
        assertThat(story.value("AFTER")).isEqualTo(INACTIVE);
    }

    @Test
    void autonomousRemote() {
        Story story = story("autonomous-remote", "remediator", "diagnoser").tell();

        assertThat(story.claims("TOKEN").at("/run/authority").asText()).isEqualTo("autonomous");
        assertThat(story.claims("CHILD").path("sub"))
                .isEqualTo(story.claims("TOKEN").path("sub"));
        assertThat(story.claims("CHILD").at("/run/parent"))
                .isEqualTo(story.claims("TOKEN").at("/run/id"));
        assertThat(story.claims("MAIL").path("aud").asText()).isEqualTo("mail-api");
        assertThat(story.value("SEEN")).contains("diagnoser", "Incident 4711");
        assertThat(realm.admin()
                        .agents()
                        .run(story.claims("CHILD").at("/run/id").asText())
                        .body()
                        .path("owner")
                        .asText())
                .isEqualTo("bob");
        realm.admin().clients().disable("remediator");
        assertThat(introspected(realm.calendarApi(), story.value("CHILD"))).isEqualTo(INACTIVE);
    }

    private static Story story(String page, String agent, String... subAgent) {
        Attester attester = page.endsWith("-remote") ? CLOUD : realm.attester();
        Map<String, AgentInstance> agents = new LinkedHashMap<>(Map.of("", attester.instanceOf(agent)));
        for (String sub : subAgent) {
            agents.put("SUB_", attester.instanceOf(sub));
        }
        return new Story(page, realm.issuer(), agents)
                .with("API", "calendar-api:" + realm.calendarApi().secret());
    }

    private static String introspected(RegisteredClient api, String token) {
        return realm.tokens().introspect(api, token).text();
    }

    private static String state(String run) {
        return realm.admin().agents().run(run).expect(200).body().path("state").asText();
    }

    private static AgentSpec local(AgentSpec agent) {
        return agent.with("agent.locality", "local");
    }

    private static AgentSpec production(AgentSpec agent) {
        return agent.with("agent.environment", "production").with("agent.attesters", CLOUD.name());
    }
}
