package io.agentpack.keycloak.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import org.junit.jupiter.api.Test;

class RecordedTextTest {
    private static final String LONGEST = "x".repeat(RecordedText.LONGEST);

    @Test
    void recordsWhatFitsAsItIs() {
        assertThat(RecordedText.fitting(LONGEST, Refusal.SCOPE_BEYOND, "the scope"))
                .isEqualTo(LONGEST);
    }

    @Test
    void refusesWhatWouldHaveToBeCut() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> RecordedText.fitting(LONGEST + "x", Refusal.SCOPE_BEYOND, "the scope"))
                .satisfies(refused -> {
                    assertThat(refused.refusal()).isEqualTo(Refusal.SCOPE_BEYOND);
                    assertThat(refused.reason()).contains("the scope");
                });
    }
}
