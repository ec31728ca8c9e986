package io.agentpack.keycloak.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A script of {@code src/test/node} with the packages that its lock file names. */
final class NodeScript {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path GUIDES = Path.of("../docs/attest");
    private static final Path FOLDER = Path.of("target/node");

    private NodeScript() {}

    /** Runs a script of ours: JSON in, JSON out. */
    static JsonNode run(String script, Object input) {
        return run(SOURCES.resolve(script), Json.write(input), Map.of(), List.of());
    }

    /** Runs the script of the guides. */
    static JsonNode guide(String how, Map<String, String> environment) {
        return run(GUIDES.resolve("agent.mjs"), "", environment, List.of(how));
    }

    private static JsonNode run(Path script, String input, Map<String, String> environment, List<String> arguments) {
        try {
            Files.createDirectories(FOLDER);
            for (Path file : List.of(SOURCES.resolve("package.json"), SOURCES.resolve("package-lock.json"), script)) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
                start("", Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            }
            List<String> command =
                    new ArrayList<>(List.of("node", script.getFileName().toString()));
            command.addAll(arguments);
            return Json.parse(start(input, environment, command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String start(String input, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = Files.createTempFile(FOLDER, "out", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        process.outputWriter(StandardCharsets.UTF_8).append(input).close();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " failed: " + Files.readString(output));
            }
            return Files.readString(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
