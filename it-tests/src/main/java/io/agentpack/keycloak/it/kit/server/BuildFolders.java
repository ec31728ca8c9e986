package io.agentpack.keycloak.it.kit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the Maven build has laid out for us; told by system properties, guessed when started from an IDE. */
public final class BuildFolders {
    private BuildFolders() {}

    /** The jars that make up the pack, as {@code mvn package} leaves them. */
    public static List<Path> packJars() {
        Path folder = Path.of(System.getProperty("kc.providers", target() + "/providers"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no jars, run mvn package first", e);
        }
    }

    static Path distribution() {
        String property = System.getProperty("kc.dist");
        if (property != null) {
            return Path.of(property);
        }
        try (Stream<Path> folders = Files.list(Path.of(target() + "/keycloak-dist"))) {
            return folders.sorted().findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("no distribution, run mvn pre-integration-test first", e);
        }
    }

    /** Where servers get their own folders and logs. */
    static Path work() {
        return Path.of(System.getProperty("kc.work", target() + "/servers"));
    }

    private static String target() {
        return Files.isDirectory(Path.of("it-tests")) ? "it-tests/target" : "target";
    }
}
