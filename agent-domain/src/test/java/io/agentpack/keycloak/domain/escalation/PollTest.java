package io.agentpack.keycloak.domain.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PollTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PENDING,,false,WAIT",
        "PENDING,,true,LATE",
        "APPROVED,APPROVER,false,TOKEN",
        "APPROVED,APPROVER,true,LATE",
        "REFUSED,APPROVER,false,REFUSED",
        "REFUSED,APPROVER,true,REFUSED",
        "CANCELLED,CLIENT,false,REFUSED",
        "CANCELLED,CLIENT,true,REFUSED",
        "CANCELLED,RUN,false,RUN_OVER",
        "CANCELLED,RUN,true,RUN_OVER",
        "EXPIRED,,true,LATE",
        "REDEEMED,APPROVER,false,SPENT",
        "REDEEMED,APPROVER,true,SPENT",
        "REDEEMED,POLICY,false,SPENT"
    })
    void theStateSaysWhatTheAgentHears(ApprovalState state, Decider by, boolean late, Poll expected) {
        assertThat(poll(state, by, late, Optional.empty())).isEqualTo(expected);
    }

    @Test
    void whoWaitsMustWaitTheInterval() {
        assertThat(pollAfter(Duration.ofSeconds(4))).isEqualTo(Poll.WAIT_LONGER);
        assertThat(pollAfter(Duration.ofSeconds(5))).isEqualTo(Poll.WAIT);
        assertThat(pollAfter(Duration.ofMillis(4600))).as("nearly").isEqualTo(Poll.WAIT);
    }

    @ParameterizedTest
    @EnumSource(ApprovalState.class)
    void anAnswerThatIsThereIsGivenHoweverEarly(ApprovalState state) {
        Poll early = poll(state, Decider.APPROVER, false, Optional.of(NOW.minusMillis(1)));

        assertThat(early == Poll.WAIT_LONGER).isEqualTo(state == ApprovalState.PENDING);
    }

    @Test
    void everyEarlyPollMakesTheIntervalLongerUpToAMinute() {
        assertThat(Poll.WAIT.next(Poll.INTERVAL)).isEqualTo(Poll.INTERVAL);
        assertThat(Poll.WAIT_LONGER.next(Poll.INTERVAL)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Poll.WAIT_LONGER.next(Duration.ofSeconds(58))).isEqualTo(Duration.ofMinutes(1));
        assertThat(Poll.WAIT_LONGER.next(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
    }

    private static Poll pollAfter(Duration waited) {
        return poll(ApprovalState.PENDING, null, false, Optional.of(NOW.minus(waited)));
    }

    private static Poll poll(ApprovalState state, Decider by, boolean late, Optional<Instant> last) {
        Instant expires = late ? NOW : NOW.plusSeconds(1);
        return Poll.of(state, Optional.ofNullable(by), expires, last, Poll.INTERVAL, NOW);
    }
}
