package io.agentpack.keycloak.signals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    private final Breaker breaker = new Breaker(new BackOff(() -> 0.5));

    @Test
    void aFailureIsFollowedByAPauseThatGrows() {
        assertThat(breaker.failed(NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(breaker.admits(NOW)).isFalse();
        assertThat(breaker.admits(NOW.plusSeconds(1))).isTrue();
        assertThat(breaker.failed(NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void severalThatFailTogetherCountOnce() {
        breaker.failed(NOW);

        assertThat(breaker.failed(NOW.plusMillis(400))).isEqualTo(Duration.ofMillis(600));
        assertThat(breaker.failed(NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void oneThatArrivesBesideAFailureDoesNotEndTheTrial() {
        breaker.failed(NOW);

        breaker.succeeded(NOW.plusMillis(1));
        assertThat(breaker.isOnTrial()).isTrue();

        breaker.succeeded(NOW.plusSeconds(2));
        assertThat(breaker.isOnTrial()).isFalse();
    }

    @Test
    void noPauseIsLongerThanHalfAMinute() {
        Instant at = NOW;
        for (int i = 0; i < 12; i++) {
            at = at.plus(breaker.failed(at));
        }

        assertThat(breaker.failed(at)).isEqualTo(Breaker.LONGEST);
    }
}
