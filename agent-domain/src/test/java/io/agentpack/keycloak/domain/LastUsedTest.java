package io.agentpack.keycloak.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastUsedTest {
    private final LastUsed<Integer, String> kept = new LastUsed<>(2);
    private final List<Integer> computed = new ArrayList<>();

    @Test
    void computesWhatIsAskedForAgainOnlyOnce() {
        assertThat(ask(1)).isEqualTo("1");
        assertThat(ask(1)).isEqualTo("1");
        assertThat(computed).containsExactly(1);
    }

    @Test
    void keepsNoMoreThanItMayAndForgetsWhatWasUsedLongestAgo() {
        ask(1);
        ask(2);
        ask(1);
        ask(3);
        assertThat(kept.find(1)).contains("1");
        assertThat(kept.find(2)).isEmpty();
        assertThat(kept.find(3)).contains("3");
    }

    private String ask(int key) {
        return kept.get(key, asked -> {
            computed.add(asked);
            return asked.toString();
        });
    }
}
