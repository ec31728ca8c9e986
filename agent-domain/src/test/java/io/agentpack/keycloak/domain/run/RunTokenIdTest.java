package io.agentpack.keycloak.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTokenIdTest {

    @Test
    void marksKeycloaksIdWithTheRunAndFindsItAgain() {
        String marked = RunTokenId.mark("onrtte:abc", "RUN-1_x");

        assertThat(marked).isEqualTo("onrtte:ar.RUN-1_x.abc");
        assertThat(RunTokenId.runOf(marked)).contains("RUN-1_x");
    }

    @Test
    void markingTwiceChangesNothing() {
        String marked = RunTokenId.mark("onrtte:abc", "r");

        assertThat(RunTokenId.mark(marked, "r")).isEqualTo(marked);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "abc", "onrtac:abc", "onrtac:ar", "onrtac:ar.", "onrtac:ar.x", "ar.x.y"})
    void otherTokensBelongToNoRun(String id) {
        assertThat(RunTokenId.runOf(id)).isEmpty();
    }

    @Test
    void aTokenThatHoldsMoreThanItsRunSaysByWhichRequest() {
        String marked = RunTokenId.mark("onrtte:abc", "RUN-1_x", "request-7");

        assertThat(RunTokenId.runOf(marked)).contains("RUN-1_x");
        assertThat(RunTokenId.stepOf(marked)).contains("request-7");
        assertThat(RunTokenId.mark(marked, "RUN-1_x", "request-7")).isEqualTo(marked);
        assertThat(RunTokenId.mark(marked, "RUN-1_x")).isEqualTo(marked);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "abc", "ar.r.abc", "onrtte:ar.another.abc", "onrtte:ar.another.step-request-7.abc"})
    void anIdInWhichTheRunWouldNotBeFoundIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> RunTokenId.mark(id, "r"));
        assertThatIllegalArgumentException().isThrownBy(() -> RunTokenId.mark(id, "r", "request-7"));
    }

    @Test
    void aRunWhoseIdWouldBeReadAsAnotherIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RunTokenId.mark("onrtte:abc", "r.s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onrtte:ar.r.abc", "onrtte:ar.r.step-request-8.abc"})
    void anIdInWhichTheRequestWouldNotBeFoundIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> RunTokenId.mark(id, "r", "request-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onrtte:ar.r.abc", "onrtte:ar.r.step-", "onrtte:ar.r.step-abc", "onrtte:step-a.b"})
    void otherTokensHoldNoMore(String id) {
        assertThat(RunTokenId.stepOf(id)).isEmpty();
    }
}
