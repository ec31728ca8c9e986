package io.agentpack.keycloak.exchange.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShownTextTest {
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(null, ""),
                Arguments.of("  Plan\r\n\tthe\u2028trip ", "Plan the trip"),
                Arguments.of("<b>&\"'${7*7}{0}", "<b>&\"'${7*7}{0}"),
                Arguments.of("\u202Egnp.exe\u2066x\u2069\u200F", "gnp.exex"),
                Arguments.of("a\u0000b\u0007c\uE000d\uD800e", "abcde"),
                Arguments.of("\uFEFF\u200Bhidden\uDB40\uDC41", "hidden"),
                Arguments.of("\u05E9\u05DC\u05D5\u05DD", "\u05E9\u05DC\u05D5\u05DD"),
                Arguments.of("\uD83D\uDC68\u200D\uD83D\uDC67", "\uD83D\uDC68\u200D\uD83D\uDC67"),
                Arguments.of("Z" + "\u0301".repeat(200), "Z" + "\u0301".repeat(4)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void leavesOutWhatCantBeSeenOrMisleads(String text, String shown) {
        assertThat(ShownText.of(text, 60)).isEqualTo(shown);
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(ShownText.of("x".repeat(10_000), ShownText.NAME)).hasSize(60).endsWith("x…");
        assertThat(ShownText.of("\uD83D\uDE00".repeat(100), 3)).isEqualTo("\uD83D\uDE00\uD83D\uDE00…");
    }
}
