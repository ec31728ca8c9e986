package io.agentpack.keycloak.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.model.Step.Setting;
import io.agentpack.keycloak.domain.model.Step.Wish;
import io.agentpack.keycloak.domain.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever people, agents, administrators and the clock do in whatever order: the real rules answer as the plain model does, and the
 * invariants of the architecture hold after every step. A failure prints the shortest sequence of steps that shows it.
 */
class AuthorityModelBasedTest {

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    void theRulesDoWhatThePlainModelSays(@ForAll("sequences") List<Step> steps) {
        World world = new World();
        PlainModel model = new PlainModel();
        Set<Integer> dead = new HashSet<>();
        steps.forEach(step -> {
            assertThat(world.take(step)).as("%s at %s", step, world.now).isEqualTo(model.take(step));
            for (int i = 0; i < world.tokens.size(); i++) {
                assertThat(world.accepts(world.tokens.get(i)))
                        .as("token %d accepted after %s", i, step)
                        .isEqualTo(model.accepts(i));
            }
            noTokenOutlivesWhatItStandsOn(world);
            authorityOnlyShrinks(world);
            chainsAreComplete(world);
            whatIsOverStaysOver(world, dead);
            everyTokenHasARun(world);
        });
        int deepest = world.tokens.stream()
                .mapToInt(token -> token.run().depth())
                .max()
                .orElse(-1);
        Statistics.label("deepest chain")
                .collect(deepest >= 2 ? "2 or more" : Integer.toString(deepest))
                .coverage(found -> {
                    found.check("1").percentage(share -> share > 5);
                    found.check("2 or more").count(count -> count > 200);
                });
    }

    /** I1 */
    private static void noTokenOutlivesWhatItStandsOn(World world) {
        for (World.Token token : world.tokens) {
            assertThat(token.expires()).isBeforeOrEqualTo(token.run().deadline());
            Run run = token.run();
            Instant latest = run.deadline();
            while (run.parent().isPresent()) {
                run = world.ledger.find(run.parent().get());
                if (world.accepts(token)) {
                    assertThat(world.asItIsNow(token.run()).deadline()).isBeforeOrEqualTo(run.deadline());
                }
            }
            if (run.standsOn().isPresent()) {
                assertThat(latest).isBeforeOrEqualTo(World.BEGINNING.plusSeconds(World.HUMAN_STAYS));
            }
        }
    }

    /** I2 */
    private static void authorityOnlyShrinks(World world) {
        for (World.Token token : world.tokens) {
            token.from().ifPresent(from -> assertThat(from.authority().covers(token.authority()))
                    .isTrue());
            assertThat(token.from()
                            .map(from ->
                                    from.run().environment().equals(token.run().environment()))
                            .orElse(true))
                    .isTrue();
        }
    }

    /** I3 */
    private static void chainsAreComplete(World world) {
        for (World.Token token : world.tokens) {
            Run run = token.run();
            int handOvers = 0;
            for (Run at = run;
                    at.parent().isPresent();
                    at = world.ledger.find(at.parent().get())) {
                handOvers++;
            }
            assertThat(run.depth()).isEqualTo(handOvers);
            assertThat(run.chain().depth()).isEqualTo(run.model().actsForHuman() ? handOvers + 1 : handOvers);
        }
    }

    /** I4; a suspended run is not over. */
    private static void whatIsOverStaysOver(World world, Set<Integer> dead) {
        List<Run> runs = world.ledger.all();
        for (int i = 0; i < runs.size(); i++) {
            boolean over = world.ledger.isOverForGood(runs.get(i).id(), world.now);
            assertThat(over || !dead.contains(i))
                    .as("%s is back", runs.get(i).id())
                    .isTrue();
            if (over) {
                dead.add(i);
                String id = runs.get(i).id();
                assertThat(world.tokens.stream()
                                .filter(token -> token.run().id().equals(id))
                                .noneMatch(world::accepts))
                        .isTrue();
            }
        }
    }

    /** I7 */
    private static void everyTokenHasARun(World world) {
        world.tokens.forEach(
                token -> assertThat(world.ledger.find(token.run().id())).isNotNull());
    }

    /** What administrators set up first, then what happens. */
    @Provide
    Arbitrary<List<Step>> sequences() {
        return Combinators.combine(
                        settings().list().ofMaxSize(3),
                        starts(),
                        steps().list().ofMinSize(1).ofMaxSize(14))
                .as((before, start, then) -> {
                    List<Step> all = new ArrayList<>(before);
                    all.add(start);
                    all.addAll(then);
                    return all;
                });
    }

    private static Arbitrary<Step> starts() {
        return Combinators.combine(
                        agents(), Arbitraries.frequency(Tuple.of(5, true), Tuple.of(1, false)), scopes(), wishes())
                .as(Step.Start::new);
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 7);
        return Arbitraries.frequencyOf(
                Tuple.of(4, starts()),
                Tuple.of(
                        4,
                        Combinators.combine(
                                        number, Arbitraries.frequency(Tuple.of(6, true), Tuple.of(1, false)), wishes())
                                .as(Step.Renew::new)),
                Tuple.of(8, Combinators.combine(number, agents(), wishes()).as(Step.HandOver::new)),
                Tuple.of(1, number.map(Step.Suspend::new)),
                Tuple.of(1, number.map(Step.Resume::new)),
                Tuple.of(1, number.map(Step.End::new)),
                Tuple.of(1, Arbitraries.just(new Step.HumanLeaves())),
                Tuple.of(2, Arbitraries.of(1, 60, 299, 300, 301, 1000, 3600).map(Step.Tick::new)),
                Tuple.of(3, settings()));
    }

    private static Arbitrary<Step> settings() {
        Arbitrary<Setting> setting = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(0, 4).map(Setting.Depth::new)),
                Tuple.of(1, Arbitraries.integers().between(0, 3).map(Setting.Children::new)),
                Tuple.of(4, agents().set().ofMinSize(1).map(Setting.Delegates::new)),
                Tuple.of(1, scopes().map(Setting.Scopes::new)),
                Tuple.of(1, Arbitraries.of(true, false).map(Setting.Extra::new)),
                Tuple.of(1, Arbitraries.of("development", "staging").map(Setting.EnvironmentIs::new)));
        return Combinators.combine(agents(), setting).as(Step.Configure::new);
    }

    private static Arbitrary<Wish> wishes() {
        return Combinators.combine(
                        scopes().optional(0.3),
                        Arbitraries.of(1, 100, 1000, 100_000).optional(0.15),
                        Arbitraries.integers().between(0, 3).optional(0.15),
                        Arbitraries.integers().between(0, 3).optional(0.1),
                        agents().set().optional(0.1))
                .as(Wish::new);
    }

    private static Arbitrary<Set<String>> scopes() {
        return Arbitraries.of(Universe.SCOPES).set().ofMinSize(1);
    }

    private static Arbitrary<String> agents() {
        return Arbitraries.of(Universe.AGENTS);
    }
}
