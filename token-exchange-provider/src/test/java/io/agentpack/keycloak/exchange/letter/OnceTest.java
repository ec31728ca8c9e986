package io.agentpack.keycloak.exchange.letter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OnceTest {
    @Test
    void onlyTheFirstIsTheFirst() {
        Once once = new Once(10);

        assertThat(once.isFirst("a")).isTrue();
        assertThat(once.isFirst("a")).isFalse();
        assertThat(once.isFirst("b")).isTrue();
    }

    @Test
    void theOldestIsForgotten() {
        Once once = new Once(1);
        once.isFirst("a");
        once.isFirst("b");

        assertThat(once.isFirst("a")).isTrue();
    }
}
