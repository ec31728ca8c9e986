package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/let-an-agent-ask.md as whoever copies it would do it: its requests with curl, and its program. */
@NeedsPrograms({"curl", "jq", "node", "npm"})
class LetAnAgentAskIT {
    private static TestRealm realm;

    private final AgentInstance planner = realm.instanceOf("planner");
    private final String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "let-an-agent-ask")
                .agent(AgentSpec.delegated("planner").with("oidc.ciba.grant.enabled", "true"))
                .create();
    }

    @Test
    void inCurl() {
        Story story = new Story("../let-an-agent-ask", realm.issuer(), Map.of("", planner))
                .with(
                        "RUN_TOKEN",
                        realm.tokens().exchange(planner).subject(human).accessToken())
                .with("PERSONS_TOKEN", human)
                .tell();

        assertThat(story.claims("WIDE_TOKEN").path("scope").asText()).contains(CALENDAR_READ, CALENDAR_WRITE);
        assertThat(story.value("RECORD")).isEqualTo("redeemed");
        JsonNode backchannel = story.claims("TASK_TOKEN");
        assertThat(backchannel.at("/act/client_id").asText()).isEqualTo("planner");
        assertThat(backchannel.path("scope").asText()).contains(CALENDAR_WRITE);
    }

    @Test
    void withALibrary() throws Exception {
        String run = realm.tokens().exchange(planner).subject(human).accessToken();
        Process agent = start(run);

        String id = Eventually.get(
                "request",
                Duration.ofSeconds(30),
                () -> Optional.ofNullable(realm.admin()
                        .agents()
                        .approvals("run=" + Tokens.claims(run).at("/run/id").asText())
                        .body()
                        .path(0)
                        .path("id")
                        .asText(null)));
        realm.approvals(human).approve(id).expect(204);

        String out = new String(agent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(agent.waitFor()).as(out).isZero();
        assertThat(Tokens.claims(out.strip()).path("scope").asText()).contains(CALENDAR_WRITE);
    }

    private Process start(String runToken) throws IOException, InterruptedException {
        Path folder = Path.of("target", "node-oauth");
        Files.createDirectories(folder);
        for (String file : new String[] {"package.json", "package-lock.json"}) {
            Files.copy(
                    Path.of("src", "test", "node-oauth", file),
                    folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        String program = "let-an-agent-ask.mjs";
        Files.copy(Path.of("..", "docs", program), folder.resolve(program), StandardCopyOption.REPLACE_EXISTING);
        if (!Files.isDirectory(folder.resolve("node_modules/oauth4webapi"))) {
            assertThat(new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline")
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor())
                    .isZero();
        }
        ProcessBuilder builder = new ProcessBuilder("node", program)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "REALM",
                        realm.issuer().toString(),
                        "AGENT",
                        "planner",
                        "RUN_TOKEN",
                        runToken,
                        "SCOPE",
                        CALENDAR_READ + " " + CALENDAR_WRITE,
                        "GOAL",
                        "Move the meeting",
                        "ATTESTATION",
                        planner.attestation().sign(),
                        "KEY",
                        planner.key().toJSONString()));
        return builder.start();
    }
}
