package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page under docs/profiles, told: its bash blocks are run one after the other, as whoever copies them would. */
final class Story {
    private static final Path PAGES = Path.of("..", "docs", "profiles");
    private static final Pattern BLOCK = Pattern.compile("^```bash\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern REFUSED = Pattern.compile("\\A# refused: (\\S+)");

    private final String page;
    private final URI issuer;
    private final Map<String, AgentInstance> agents;
    private final Map<String, String> variables = new LinkedHashMap<>();

    /** @param agents prefix of their variables, e.g. {@code SUB_}, to the instance */
    Story(String page, URI issuer, Map<String, AgentInstance> agents) {
        this.page = page;
        this.issuer = issuer;
        this.agents = agents;
        variables.put("REALM", issuer.toString());
    }

    Story with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Story tell() {
        List<String> blocks = blocks();
        assertThat(blocks).as("blocks of " + page).hasSizeGreaterThan(3);
        blocks.forEach(this::run);
        return this;
    }

    String value(String variable) {
        assertThat(variables).as(page).containsKey(variable);
        return variables.get(variable);
    }

    JsonNode claims(String variable) {
        return Tokens.claims(value(variable));
    }

    private void run(String block) {
        Path after = temporary();
        String out = bash("set -eu\nset -a\n" + block + "\nset +a\nenv -0 > '" + after + "'\n");
        Matcher refused = REFUSED.matcher(block);
        if (refused.find()) {
            assertThat(Json.parse(out).path("error").asText()).as(block + out).isEqualTo(refused.group(1));
        } else {
            assertThat(out).as(block).doesNotContain("\"error\"");
        }
        remember(after);
    }

    /** Proofs are good for one request, so every block gets its own. */
    private String bash(String script) {
        try {
            ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
            Map<String, String> environment = builder.environment();
            environment.putAll(variables);
            agents.forEach((prefix, agent) -> {
                environment.put(prefix + "ATTESTATION", agent.attestation().sign());
                environment.put(prefix + "PROOF", agent.proof(issuer).sign());
            });
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(script + out).isZero();
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void remember(Path environment) {
        try {
            for (String entry : Files.readString(environment).split("\0")) {
                int is = entry.indexOf('=');
                String name = entry.substring(0, Math.max(is, 0));
                if (is > 0 && !name.endsWith("ATTESTATION") && !name.endsWith("PROOF")) {
                    assertThat(entry).as("answered to " + page).isNotEqualTo(name + "=null");
                    variables.put(name, entry.substring(is + 1));
                }
            }
            Files.delete(environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> blocks() {
        try {
            List<String> blocks = new ArrayList<>();
            Matcher block = BLOCK.matcher(Files.readString(PAGES.resolve(page + ".md")));
            while (block.find()) {
                blocks.add(block.group(1));
            }
            return blocks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("story", ".env");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
