package io.agentpack.keycloak.exchange.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunTreeTest {

    @Test
    void aSmallTreeIsDrawnRunByRun() {
        Picture picture = RunTree.of(
                List.of(run("a", null, "planner"), run("b", "a", "researcher"), run("c", "b", "writer")), "b");

        assertThat(picture.boxes()).extracting(Box::key).containsExactly("a", "b", "c");
        assertThat(picture.boxes()).extracting(Box::level).containsExactly(0, 1, 2);
        assertThat(picture.boxes()).extracting(Box::here).containsExactly(false, true, false);
        assertThat(picture.lines()).hasSize(2);
    }

    @Test
    void aThousandAlikeAreOneBoxWithACountAndTheOneInQuestionKeepsItsOwn() {
        List<TreeRun> runs = new ArrayList<>(List.of(run("root", null, "planner")));
        for (int i = 0; i < 1000; i++) {
            runs.add(run("r" + i, "root", "researcher"));
        }

        Picture picture = RunTree.of(runs, "r500");

        assertThat(picture.boxes()).extracting(Box::key).containsExactly("root", "r500", "researcher");
        assertThat(picture.boxes()).extracting(Box::count).containsExactly(1L, 1L, 999L);
    }

    @Test
    void whateverTheTreeItStaysSmallAndEveryRunIsCounted() {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            List<TreeRun> runs = randomTree(random, 1 + random.nextInt(1500), 1 + random.nextInt(40));
            String here = runs.get(random.nextInt(runs.size())).id();

            Picture picture = RunTree.of(runs, here);

            assertThat(picture.boxes().stream().mapToLong(Box::count).sum()).isEqualTo(runs.size());
            assertThat(picture.boxes().stream().filter(Box::here)).hasSize(1);
            assertThat(picture.boxes()).hasSizeLessThan(4 * Fold.MOST);
            assertThat(picture.boxes()).allMatch(box -> box.right() <= picture.width());
            assertThat(picture.boxes()).allMatch(box -> box.y() + Box.HEIGHT <= picture.height());
        }
    }

    @Test
    void whatIsOnlyPartlyKnownIsDrawnAsFarAsItIs() {
        assertThat(RunTree.of(List.of(), "x").boxes()).isEmpty();
        assertThat(RunTree.of(List.of(run("b", "unseen", "planner")), "b").boxes())
                .extracting(Box::level)
                .containsExactly(0);
        assertThat(RunTree.of(List.of(run("a", "b", "x"), run("b", "a", "x"), run("c", null, "x")), "a")
                        .boxes())
                .extracting(Box::key)
                .containsExactly("c");
    }

    @Test
    void aLongNameIsCutByLettersAndNotInTheMiddleOfOne() {
        Box box = new Box(0, 0, 1, "", "😀".repeat(30), "active", 1, 0, false);

        assertThat(box.text()).isEqualTo("😀".repeat(19) + "…");
    }

    private static List<TreeRun> randomTree(Random random, int size, int agents) {
        List<TreeRun> runs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String parent = i == 0 ? null : "r" + (random.nextBoolean() ? i - 1 : random.nextInt(i));
            runs.add(new TreeRun(
                    "r" + i,
                    Optional.ofNullable(parent),
                    "agent" + random.nextInt(agents),
                    "Agent",
                    random.nextBoolean() ? "active" : "revoked"));
        }
        return runs;
    }

    private static TreeRun run(String id, String parent, String agent) {
        return new TreeRun(id, Optional.ofNullable(parent), agent, agent, "active");
    }
}
