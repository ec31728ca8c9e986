package io.agentpack.keycloak.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.run.RunLimits.Asked;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Limits are only ever lowered, whoever does it and in whatever order. */
class RunLimitsTest {
    private static final Set<String> NAMES = Set.of("a", "b", "c", "d");

    @Property
    void askingOnlyLowers(@ForAll("limits") RunLimits limits, @ForAll("asked") Asked asked) {
        assertNoMore(limits.loweredBy(asked), limits);
    }

    @Property
    void askingTwiceIsAskingOnce(@ForAll("limits") RunLimits limits, @ForAll("asked") Asked asked) {
        assertThat(limits.loweredBy(asked).loweredBy(asked)).isEqualTo(limits.loweredBy(asked));
    }

    @Property
    void anAdministratorsNewSettingsOnlyLowerWhatRuns(
            @ForAll("limits") RunLimits run, @ForAll("limits") RunLimits now) {
        assertNoMore(run.notBeyond(now), run);
        assertNoMore(run.notBeyond(now), now);
    }

    @Property
    void aChildHasOneLevelLessAndNoMoreThanItsOwn(@ForAll("limits") RunLimits parent, @ForAll("limits") RunLimits own) {
        RunLimits child = parent.forChild(own);

        assertThat(child.depth()).isBetween(0, Math.max(0, parent.depth() - 1));
        assertThat(child.depth()).isLessThanOrEqualTo(own.depth());
        assertThat(child.children()).isLessThanOrEqualTo(Math.min(parent.children(), own.children()));
        parent.subtree().ifPresent(names -> NAMES.stream()
                .filter(name -> child.admits(name, true))
                .forEach(name -> assertThat(names).contains(name)));
        assertThat(child.asked()).isEqualTo(parent.asked() || own.asked());
    }

    private static void assertNoMore(RunLimits lower, RunLimits than) {
        assertThat(lower.depth()).isLessThanOrEqualTo(than.depth());
        assertThat(lower.children()).isLessThanOrEqualTo(than.children());
        for (String name : NAMES) {
            assertThat(than.admits(name, false) || !lower.admits(name, false)).isTrue();
            assertThat(than.admits(name, true) || !lower.admits(name, true)).isTrue();
        }
    }

    @Provide
    Arbitrary<RunLimits> limits() {
        return Combinators.combine(number(), number(), names(), names().optional(), Arbitraries.of(true, false))
                .as(RunLimits::new);
    }

    @Provide
    Arbitrary<Asked> asked() {
        return Combinators.combine(
                        Arbitraries.integers()
                                .between(1, 9)
                                .map(Duration::ofSeconds)
                                .optional(),
                        number().optional(),
                        number().optional(),
                        names().optional())
                .as((duration, depth, children, delegates) ->
                        new Asked(Optional.empty(), duration, depth, children, delegates));
    }

    private static Arbitrary<Integer> number() {
        return Arbitraries.integers().between(0, 4);
    }

    private static Arbitrary<Set<String>> names() {
        return Arbitraries.of(NAMES).set();
    }
}
