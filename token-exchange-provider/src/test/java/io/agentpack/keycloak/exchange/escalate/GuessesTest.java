package io.agentpack.keycloak.exchange.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.exchange.escalate.Guesses.Who;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    private final Guesses guesses = new Guesses();

    @Test
    void aKeyThatGuessesIsStoppedForAMinuteAndNoOther() {
        Who guesser = new Who("client", "key", "10.0.0.1");
        for (int i = 0; i < Guesses.OF_ONE_KEY; i++) {
            assertThat(guesses.areTooManyOfKey(guesser, NOW)).isFalse();
            guesses.add(guesser, NOW);
        }

        assertThat(guesses.areTooManyOfKey(guesser, NOW)).isTrue();
        assertThat(guesses.areTooManyOfKey(new Who("client", "other key", "10.0.0.1"), NOW))
                .isFalse();
        assertThat(guesses.areTooManyOfKey(guesser, NOW.plus(Guesses.PERIOD))).isFalse();
    }

    @Test
    void aSourceWithManyKeysIsNoticed() {
        boolean tooMany = false;
        for (int i = 0; i < Guesses.OF_ONE_SOURCE; i++) {
            tooMany = guesses.add(new Who("client", "key " + i, "10.0.0.1"), NOW);
        }
        assertThat(tooMany).isFalse();
        assertThat(guesses.add(new Who("client", "one more", "10.0.0.1"), NOW)).isTrue();
        assertThat(guesses.add(new Who("client", "one more", "10.0.0.2"), NOW)).isFalse();
    }

    @Test
    void whatIsRememberedIsBounded() {
        for (int i = 0; i < 3 * Guesses.KNOWN; i++) {
            guesses.add(new Who("client", "key " + i, "source " + i), NOW);
        }

        assertThat(guesses.known()).isEqualTo(Guesses.KNOWN);
    }
}
