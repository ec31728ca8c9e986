package io.agentpack.keycloak.authenticator.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownNameTest {

    @Test
    void anOrdinaryNameStaysAsItIs() {
        assertThat(ShownName.clean("Holiday Planner")).contains("Holiday Planner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's {0}", "{", "a'b'c", "\u202Eevil", "line\nbreak", "“quoted”", "\uD83D\uDE00 smile"})
    void noNameBreaksTheSentenceItStandsIn(String name) {
        String shown = ShownName.clean(name).orElseThrow();

        assertThat(new MessageFormat("“" + shown + "”", Locale.ENGLISH).format(new Object[] {"argument"}))
                .isEqualTo("“" + shown + "”");
        assertThat(shown).doesNotContain("\u202E", "\n", "“", "”");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(ShownName.clean("x".repeat(10_000)).orElseThrow()).hasSize(60);
    }

    @Test
    void whatIsNoNameIsNone() {
        assertThat(ShownName.clean(null)).isEmpty();
        assertThat(ShownName.clean(" ")).isEmpty();
        assertThat(ShownName.clean("${client_account}")).isEmpty();
    }
}
