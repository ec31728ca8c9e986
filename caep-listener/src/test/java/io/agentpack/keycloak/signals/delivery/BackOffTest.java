package io.agentpack.keycloak.signals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private final BackOff middle = new BackOff(() -> 0.5);

    @Test
    void isShortAtFirstAndADayInTheEnd() {
        assertThat(middle.after(1)).hasValue(Duration.ofSeconds(1));
        assertThat(middle.after(4)).hasValue(Duration.ofMinutes(2));
        assertThat(middle.after(8)).hasValue(Duration.ofHours(24));
        assertThat(middle.after(9)).isEmpty();
    }

    @Test
    void isSpreadByAQuarter() {
        assertThat(new BackOff(() -> 0).after(1)).hasValue(Duration.ofMillis(750));
        assertThat(new BackOff(() -> 0.9999).after(1)).hasValue(Duration.ofMillis(1250));
    }
}
