package io.agentpack.keycloak.themes;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The theme's own files, and Keycloak's underneath them on the class path. */
final class ThemeFiles {
    static final Path ROOT = Path.of("src/main/resources");
    static final Path LOGIN = ROOT.resolve("theme/agents/login");
    static final Path RESOURCES = ROOT.resolve("theme-resources");
    private static final String ENGLISH = "_en.properties";
    static final List<String> LANGUAGES = List.of("en", "de");

    private ThemeFiles() {}

    static List<Path> templates() {
        try (var files = Files.walk(LOGIN)) {
            return files.filter(file -> file.toString().endsWith(".ftl")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pages and letters that Keycloak adds to every theme. */
    static List<Path> resourceTemplates() {
        try (var files = Files.walk(RESOURCES.resolve("templates"))) {
            return files.filter(file -> file.toString().endsWith(".ftl")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of our own bundles of words, by their English files. */
    static List<String> bundles() {
        try (var files = Files.list(RESOURCES.resolve("messages"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENGLISH))
                    .map(name -> name.substring(0, name.length() - ENGLISH.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A bundle in a language, as it is in the file. */
    static Properties words(String bundle, String language) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(
                RESOURCES.resolve("messages").resolve(bundle + "_" + language + ".properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Properties ownMessages(String language) {
        return classPathProperties("agents", "messages/messages_" + language);
    }

    /** What a page can say in this language: the theme's words over those of its parents. */
    static Properties allMessages(String language) {
        return inherited("messages/messages_" + language);
    }

    static Properties settings() {
        return inherited("theme");
    }

    private static Properties inherited(String name) {
        var all = new Properties();
        List.of("base", "keycloak.v2", "agents").forEach(theme -> all.putAll(classPathProperties(theme, name)));
        return all;
    }

    private static Properties classPathProperties(String theme, String name) {
        var properties = new Properties();
        var path = "/theme/" + theme + "/login/" + name + ".properties";
        try (var in = ThemeFiles.class.getResourceAsStream(path)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
