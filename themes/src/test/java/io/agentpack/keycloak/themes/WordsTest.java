package io.agentpack.keycloak.themes;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words of our own pages and letters: all there, in each language, all used, and such that a stranger understands them. */
class WordsTest {
    private static final Pattern INLINE = Pattern.compile(
            "<script(?![^>]*\\bsrc=)|<style|javascript:|\\s(?:style|on[a-z]+)\\s*=", Pattern.CASE_INSENSITIVE);

    /** A name of a message in Java; one that ends in _ is the beginning of several. */
    private static final Pattern NAMED_IN_JAVA = Pattern.compile("\"(agents[A-Z]\\w*)\"");

    /** What an ordinary person would have to look up. */
    private static final Pattern TERM_OF_ART = Pattern.compile(
            "\\b(?:tokens?|scopes?|clients?|runs?(?! (?:for|out))|delegat\\w+|oauth|audiences?|sessions?|api|realms?|attest\\w*|revo[kc]\\w+|jwt)\\b",
            Pattern.CASE_INSENSITIVE);

    static List<String> bundles() {
        return ThemeFiles.bundles();
    }

    static Stream<Path> templates() {
        return ThemeFiles.resourceTemplates().stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyLanguageSaysTheSameWithTheSameArguments(String bundle) {
        var english = arguments(ThemeFiles.words(bundle, "en"));
        assertThat(english).isNotEmpty();
        for (var language : ThemeFiles.LANGUAGES) {
            assertThat(arguments(ThemeFiles.words(bundle, language)))
                    .as(language)
                    .isEqualTo(english);
        }
    }

    /** A straight one would be eaten by the format, and what is behind it taken literally. */
    @ParameterizedTest
    @MethodSource("bundles")
    void noMessageHasAStraightApostrophe(String bundle) {
        for (var language : ThemeFiles.LANGUAGES) {
            ThemeFiles.words(bundle, language)
                    .forEach((key, text) ->
                            assertThat((String) text).as((String) key).doesNotContain("'"));
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyWordHasAMessageInEachLanguage(Path template) {
        var keys = new TemplateSource(ThemeFiles.read(template)).messageKeys();
        for (var language : ThemeFiles.LANGUAGES) {
            assertThat(allWords(language)).as(language).containsAll(keys);
        }
    }

    @Test
    void noMessageIsLeftOver() throws IOException {
        var used = new HashSet<>(namedInJava());
        templates().forEach(template -> used.addAll(new TemplateSource(ThemeFiles.read(template)).messageKeys()));
        var leftOver = new TreeSet<String>();
        for (var bundle : bundles()) {
            ThemeFiles.words(bundle, "en").stringPropertyNames().stream()
                    .filter(key -> used.stream()
                            .noneMatch(name -> name.equals(key) || (name.endsWith("_") && key.startsWith(name))))
                    .forEach(leftOver::add);
        }
        assertThat(leftOver).isEmpty();
    }

    @Test
    void everyEndOfATaskIsToldInWords() {
        var words = allWords("en");
        Stream.of(CauseKind.values()).forEach(cause -> assertThat(words).contains("agentsMyCause_" + cause.value()));
        Stream.of(RunState.values()).forEach(state -> assertThat(words).contains("agentsMyState_" + state.value()));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTextIsHardCoded(Path template) {
        assertThat(new TemplateSource(ThemeFiles.read(template)).hardCodedText().replaceAll("[^\\p{L}]+", ""))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noScriptStyleOrHandlerIsInline(Path template) {
        assertThat(ThemeFiles.read(template)).doesNotContainPattern(INLINE);
    }

    /** What administrators are written about, they know. */
    @Test
    void peopleNeedNotLookUpAWord() {
        for (var language : ThemeFiles.LANGUAGES) {
            Stream.of(ThemeFiles.words("agents-my", language), ThemeFiles.ownMessages(language))
                    .flatMap(words -> words.entrySet().stream())
                    .filter(word -> !word.getKey().toString().startsWith("agentsMyMailOwner"))
                    .forEach(word -> assertThat((String) word.getValue())
                            .as((String) word.getKey())
                            .doesNotContainPattern(TERM_OF_ART));
        }
    }

    @Test
    void everyLetterIsInBothForms() {
        assertThat(names("html")).isNotEmpty().isEqualTo(names("text"));
    }

    private static Set<String> names(String form) {
        var names = new TreeSet<String>();
        templates()
                .filter(template -> template.getParent().endsWith(form))
                .forEach(template -> names.add(template.getFileName().toString()));
        return names;
    }

    /** How many arguments each takes. */
    private static Map<String, Integer> arguments(Properties words) {
        var arguments = new TreeMap<String, Integer>();
        words.forEach((key, text) -> arguments.put(
                (String) key, new MessageFormat((String) text, Locale.ROOT).getFormatsByArgumentIndex().length));
        return arguments;
    }

    private static Set<String> allWords(String language) {
        var all = new HashSet<>(ThemeFiles.allMessages(language).stringPropertyNames());
        bundles()
                .forEach(bundle -> all.addAll(ThemeFiles.words(bundle, language).stringPropertyNames()));
        return all;
    }

    private static Set<String> namedInJava() throws IOException {
        var named = new HashSet<String>();
        try (var files = Files.walk(Path.of("..", "token-exchange-provider", "src", "main", "java"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> NAMED_IN_JAVA
                    .matcher(ThemeFiles.read(file))
                    .results()
                    .forEach(name -> named.add(name.group(1))));
        }
        return named;
    }
}
