package io.agentpack.keycloak.ledger.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldRunsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Optional<Instant> NO_NOTE = Optional.empty();

    private final HeldRuns held = new HeldRuns();

    @Test
    void whatTheDatabaseSaysHolds() {
        held.learn(List.of("r"), NOON);

        assertThat(held.hold("r", NO_NOTE)).isTrue();
        assertThat(held.hold("other", NO_NOTE)).isFalse();
    }

    @Test
    void aNoteTellsBeforeTheDatabaseIsAsked() {
        held.learn(List.of(), NOON);

        assertThat(held.hold("r", Optional.of(NOON.plusMillis(1)))).isTrue();
    }

    @Test
    void aNoteThatTheDatabaseNoLongerConfirmsIsAStaleCopy() {
        held.learn(List.of(), NOON.plusSeconds(60));

        assertThat(held.hold("r", Optional.of(NOON))).isFalse();
    }

    @Test
    void aNodeThatHasNotAskedYetTrustsTheNote() {
        assertThat(held.hold("r", Optional.of(NOON))).isTrue();
    }

    @Test
    void whatThisNodeDidCountsUntilTheDatabaseWasAskedAfterwards() {
        held.add("r", true, NOON);
        held.learn(List.of(), NOON.minusMillis(1));
        assertThat(held.hold("r", NO_NOTE)).isTrue();

        held.add("r", false, NOON.plusSeconds(1));
        assertThat(held.hold("r", Optional.of(NOON))).isFalse();

        held.learn(List.of("r"), NOON.plusSeconds(2));
        assertThat(held.hold("r", NO_NOTE))
                .as("another node suspended it again")
                .isTrue();
    }
}
