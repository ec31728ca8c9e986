package io.agentpack.keycloak.themes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of requests for more: the same in both languages, all there, none left over, and said nowhere but in the bundle. */
class ApprovalWordsTest {
    private static final Path RESOURCES = ThemeFiles.ROOT.resolve("theme-resources");
    private static final Path CODE = Path.of("..", "token-exchange-provider", "src", "main", "java");
    private static final Pattern KEY = Pattern.compile("\"(agentsApprovals\\w+)\"");

    @Test
    void bothLanguagesHaveTheSameWordsWithTheSameArguments() {
        Properties english = words("en");
        Properties german = words("de");
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        english.stringPropertyNames()
                .forEach(key -> assertThat(new MessageFormat(german.getProperty(key), Locale.GERMAN).getFormats())
                        .as(key)
                        .hasSameSizeAs(new MessageFormat(english.getProperty(key), Locale.ENGLISH).getFormats()));
    }

    @Test
    void everyWordThatIsSaidIsThereAndNoneIsLeftOver() {
        Set<String> said = Stream.concat(templates(), sources())
                .flatMap(ApprovalWordsTest::keys)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> prefixes = said.stream().filter(key -> key.endsWith("_")).collect(Collectors.toSet());
        Set<String> there = words("en").stringPropertyNames();

        assertThat(there)
                .containsAll(said.stream().filter(key -> !key.endsWith("_")).toList());
        assertThat(there)
                .allMatch(key -> said.contains(key) || prefixes.stream().anyMatch(key::startsWith));
    }

    @Test
    void pagesSayNothingThatIsNotInTheBundle() {
        templates().filter(file -> !file.getParent().endsWith("text")).forEach(file -> assertThat(
                        new TemplateSource(ThemeFiles.read(file)).hardCodedText())
                .as(file.toString())
                .isEmpty());
    }

    private static Stream<String> keys(Path file) {
        return KEY.matcher(ThemeFiles.read(file)).results().map(found -> found.group(1));
    }

    private static Stream<Path> templates() {
        return files(RESOURCES.resolve("templates"))
                .filter(file -> file.getFileName().toString().startsWith("agents-approvals"));
    }

    private static Stream<Path> sources() {
        return files(CODE).filter(file -> file.toString().endsWith(".java"));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return List.copyOf(files.filter(Files::isRegularFile).toList()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties words(String language) {
        try (var in = Files.newBufferedReader(
                RESOURCES.resolve("messages/agents-approvals_" + language + ".properties"), StandardCharsets.UTF_8)) {
            Properties words = new Properties();
            words.load(in);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
