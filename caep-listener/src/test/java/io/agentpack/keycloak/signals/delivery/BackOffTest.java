package io.agentpack.keycloak.signals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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

    @Test
    void aReceiverThatFailsIsLeftAloneButNeverForLong() {
        Breaker breaker = new Breaker(middle);
        Instant now = Instant.EPOCH;
        assertThat(breaker.admits(now)).isTrue();
        assertThat(breaker.isOnTrial()).isFalse();

        assertThat(breaker.failed(now)).isEqualTo(Duration.ofSeconds(1));
        assertThat(breaker.admits(now.plusMillis(999))).isFalse();
        assertThat(breaker.admits(now.plusMillis(1000))).isTrue();
        assertThat(breaker.isOnTrial()).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(breaker.failed(now)).isBetween(Duration.ofSeconds(5), Breaker.LONGEST);
        }

        breaker.succeeded();
        assertThat(breaker.isOnTrial()).isFalse();
        assertThat(breaker.failed(now)).isEqualTo(Duration.ofSeconds(1));
    }
}
