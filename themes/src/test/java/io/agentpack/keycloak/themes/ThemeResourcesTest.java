package io.agentpack.keycloak.themes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThemeResourcesTest {
    private static final Pattern INLINE =
            Pattern.compile("<script|<style|javascript:|\\s(?:style|on[a-z]+)\\s*=", Pattern.CASE_INSENSITIVE);

    static final List<String> LANGUAGES = ThemeFiles.LANGUAGES;

    static Stream<Path> templates() {
        return ThemeFiles.templates().stream();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyWordHasAMessageInEachLanguage(Path template) {
        var keys = new TemplateSource(ThemeFiles.read(template)).messageKeys();
        for (var language : LANGUAGES) {
            assertThat(ThemeFiles.allMessages(language).stringPropertyNames())
                    .as(language)
                    .containsAll(keys);
        }
    }

    @Test
    void noMessageIsLeftOver() {
        var used = templates()
                .flatMap(template -> new TemplateSource(ThemeFiles.read(template)).messageKeys().stream())
                .collect(Collectors.toSet());
        assertThat(used).containsAll(ThemeFiles.ownMessages("en").stringPropertyNames());
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertThat(ThemeFiles.ownMessages("de").stringPropertyNames())
                .isEqualTo(ThemeFiles.ownMessages("en").stringPropertyNames());
        assertThat(arguments("de")).isEqualTo(arguments("en"));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void messagesSurviveMessageFormat(String language) {
        ThemeFiles.ownMessages(language).forEach((key, text) -> {
            var shown = new MessageFormat((String) text, Locale.forLanguageTag(language)).format(new Object[] {"App"});
            assertThat(shown).as((String) key).isEqualTo(((String) text).replace("{0}", "App"));
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noScriptStyleOrHandlerIsInline(Path template) {
        assertThat(ThemeFiles.read(template)).doesNotContainPattern(INLINE);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTextIsHardCoded(Path template) {
        assertThat(new TemplateSource(ThemeFiles.read(template)).hardCodedText())
                .isEmpty();
    }

    @Test
    void theReaderOfTemplatesSeesHardCodedText() {
        assertThat(new TemplateSource("<#-- no --><#if a?filter(b -> c)>${x}<p>Hello</p></#if>").hardCodedText())
                .isEqualTo("Hello");
        assertThat(new TemplateSource("<img alt=\"Logo\"/>").hardCodedText()).isEqualTo("Logo");
        assertThat(new TemplateSource("${msg(x?then(\"one\", \"many\"))}").messageKeys())
                .containsExactly("one", "many");
    }

    @Test
    void theListOfThemesIsComplete() throws IOException {
        var listed = new TreeMap<String, TreeSet<String>>();
        var json =
                new ObjectMapper().readTree(ThemeFiles.read(ThemeFiles.ROOT.resolve("META-INF/keycloak-themes.json")));
        for (var theme : json.get("themes")) {
            var types = listed.computeIfAbsent(theme.get("name").textValue(), name -> new TreeSet<>());
            theme.get("types").forEach(type -> types.add(type.textValue()));
        }
        var present = new TreeMap<String, TreeSet<String>>();
        for (var theme : children(ThemeFiles.ROOT.resolve("theme"))) {
            var types = present.computeIfAbsent(theme.getFileName().toString(), name -> new TreeSet<>());
            children(theme).forEach(type -> types.add(type.getFileName().toString()));
        }
        assertThat(listed).isEqualTo(present);
    }

    @Test
    void everyStyleSheetOfTheThemeIsLoaded() throws IOException {
        var styles = ThemeFiles.settings().getProperty("styles").split(" ");
        for (var sheet : children(ThemeFiles.LOGIN.resolve("resources/css"))) {
            assertThat(styles).contains("css/" + sheet.getFileName());
        }
    }

    private static Map<String, Boolean> arguments(String language) {
        var names = new TreeMap<String, Boolean>();
        ThemeFiles.ownMessages(language)
                .forEach((key, text) -> names.put((String) key, ((String) text).contains("{0}")));
        return names;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
