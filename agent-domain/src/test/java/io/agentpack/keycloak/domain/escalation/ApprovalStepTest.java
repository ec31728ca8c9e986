package io.agentpack.keycloak.domain.escalation;

import static io.agentpack.keycloak.domain.escalation.ApprovalState.APPROVED;
import static io.agentpack.keycloak.domain.escalation.ApprovalState.CANCELLED;
import static io.agentpack.keycloak.domain.escalation.ApprovalState.EXPIRED;
import static io.agentpack.keycloak.domain.escalation.ApprovalState.PENDING;
import static io.agentpack.keycloak.domain.escalation.ApprovalState.REDEEMED;
import static io.agentpack.keycloak.domain.escalation.ApprovalState.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table: every state × every step × in time or late. What is not in {@link #POSSIBLE} must change nothing. */
class ApprovalStepTest {
    private static final boolean IN_TIME = false;
    private static final boolean LATE = true;

    private record Cell(ApprovalState state, ApprovalStep step, boolean late) {}

    private static final Map<Cell, ApprovalState> POSSIBLE = Map.ofEntries(
            Map.entry(new Cell(PENDING, ApprovalStep.APPROVE, IN_TIME), APPROVED),
            Map.entry(new Cell(PENDING, ApprovalStep.REFUSE, IN_TIME), REFUSED),
            Map.entry(new Cell(PENDING, ApprovalStep.CANCEL, IN_TIME), CANCELLED),
            Map.entry(new Cell(APPROVED, ApprovalStep.CANCEL, IN_TIME), CANCELLED),
            Map.entry(new Cell(PENDING, ApprovalStep.RUN_END, IN_TIME), CANCELLED),
            Map.entry(new Cell(PENDING, ApprovalStep.RUN_END, LATE), CANCELLED),
            Map.entry(new Cell(APPROVED, ApprovalStep.RUN_END, IN_TIME), CANCELLED),
            Map.entry(new Cell(APPROVED, ApprovalStep.RUN_END, LATE), CANCELLED),
            Map.entry(new Cell(APPROVED, ApprovalStep.REDEEM, IN_TIME), REDEEMED),
            Map.entry(new Cell(PENDING, ApprovalStep.LAPSE, LATE), EXPIRED),
            Map.entry(new Cell(APPROVED, ApprovalStep.LAPSE, LATE), EXPIRED));

    static Stream<Arguments> cells() {
        return Stream.of(ApprovalState.values()).flatMap(state -> Stream.of(ApprovalStep.values())
                .flatMap(step -> Stream.of(IN_TIME, LATE).map(late -> Arguments.of(state, step, late))));
    }

    @ParameterizedTest(name = "{0} {1} late={2}")
    @MethodSource("cells")
    void everyCellIsAsTheTableSays(ApprovalState state, ApprovalStep step, boolean late) {
        assertThat(step.apply(state, late)).isEqualTo(Optional.ofNullable(POSSIBLE.get(new Cell(state, step, late))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aFinalStateIsNeverLeft(ApprovalState state, ApprovalStep step, boolean late) {
        if (state.isFinal()) {
            assertThat(step.apply(state, late)).isEmpty();
        }
    }

    /** Whatever happens in whatever order: a token needs an approval in time, and comes once. */
    @Test
    void everyWalkRedeemsAtMostOnceAndOnlyAfterAnApproval() {
        record Walk(ApprovalState at, boolean late, List<ApprovalStep> done) {}
        Deque<Walk> open = new ArrayDeque<>(List.of(new Walk(PENDING, IN_TIME, List.of())));
        Set<List<ApprovalStep>> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Walk walk = open.pop();
            seen.add(walk.done());
            long redeemed = walk.done().stream()
                    .filter(step -> step == ApprovalStep.REDEEM)
                    .count();
            assertThat(redeemed).isLessThanOrEqualTo(1);
            assertThat(walk.done().indexOf(ApprovalStep.REDEEM))
                    .isIn(-1, walk.done().indexOf(ApprovalStep.APPROVE) + 1);
            if (redeemed == 1) {
                assertThat(walk.done()).startsWith(ApprovalStep.APPROVE).hasSize(2);
            }
            for (ApprovalStep step : ApprovalStep.values()) {
                for (boolean late : walk.late() ? new boolean[] {LATE} : new boolean[] {IN_TIME, LATE}) {
                    step.apply(walk.at(), late)
                            .ifPresent(next -> open.push(new Walk(
                                    next,
                                    late,
                                    Stream.concat(walk.done().stream(), Stream.of(step))
                                            .toList())));
                }
            }
        }
        assertThat(seen).contains(List.of(ApprovalStep.APPROVE, ApprovalStep.REDEEM));
    }

    @Test
    void whatIsOpenPastItsTimeCountsAsExpired() {
        for (ApprovalState state : ApprovalState.values()) {
            assertThat(state.at(IN_TIME)).isEqualTo(state);
            assertThat(state.at(LATE)).isEqualTo(state.isFinal() ? state : EXPIRED);
        }
    }
}
