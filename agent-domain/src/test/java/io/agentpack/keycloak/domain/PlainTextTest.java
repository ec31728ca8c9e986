package io.agentpack.keycloak.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "two words", "Größe", "\uD83E\uDD16", "\u00A0"})
    void isWhatPeopleRead(String text) {
        assertThat(PlainText.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\n", "a\tb", "\u007f", "\u0085", "\u001b[1m", "\uD83E", "\uDD16a"})
    void isNothingElse(String text) {
        assertThat(PlainText.is(text)).isFalse();
    }
}
