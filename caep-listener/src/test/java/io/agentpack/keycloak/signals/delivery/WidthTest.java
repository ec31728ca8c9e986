package io.agentpack.keycloak.signals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WidthTest {
    private final Width width = new Width();

    @Test
    void oneAtATimeUntilSomethingHasArrived() {
        assertThat(width.admits(0)).isTrue();
        assertThat(width.admits(1)).isFalse();
    }

    @Test
    void growsWithWhatArrivesToABound() {
        width.succeeded();
        assertThat(width.admits(1)).isTrue();

        for (int i = 0; i < 100; i++) {
            width.succeeded();
        }
        assertThat(width.admits(Width.MOST - 1)).isTrue();
        assertThat(width.admits(Width.MOST)).isFalse();
    }

    @Test
    void startsAgainAfterAFailure() {
        width.succeeded();
        width.failed();

        assertThat(width.admits(1)).isFalse();
    }
}
