package io.agentpack.keycloak.domain.run;

import static io.agentpack.keycloak.domain.fixture.Runs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DeadlineTest {

    @Property
    void noRunOutlivesAnyOfItsLimits(
            @ForAll @LongRange(min = 1, max = 90_000) long ceiling,
            @ForAll @LongRange(min = 1, max = 90_000) long asked,
            @ForAll @LongRange(min = -10, max = 90_000) long parent) {
        Instant parentEnd = NOW.plusSeconds(parent);

        Instant end = Deadline.ofRun(
                NOW, Duration.ofSeconds(ceiling), Optional.of(Duration.ofSeconds(asked)), Optional.of(parentEnd));

        assertThat(end)
                .isBeforeOrEqualTo(NOW.plusSeconds(ceiling))
                .isBeforeOrEqualTo(NOW.plusSeconds(asked))
                .isBeforeOrEqualTo(parentEnd);
    }

    @Property
    void noTokenOutlivesItsRun(
            @ForAll @LongRange(min = 1, max = 900) long ceiling, @ForAll @LongRange(min = 0, max = 90_000) long left) {
        Instant runEnd = NOW.plusSeconds(left);

        assertThat(Deadline.ofToken(NOW, Duration.ofSeconds(ceiling), runEnd))
                .isBeforeOrEqualTo(runEnd)
                .isBeforeOrEqualTo(NOW.plusSeconds(ceiling));
    }
}
