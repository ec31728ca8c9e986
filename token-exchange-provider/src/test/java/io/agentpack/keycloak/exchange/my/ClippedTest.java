package io.agentpack.keycloak.exchange.my;

import static io.agentpack.keycloak.exchange.my.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.ledger.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClippedTest {
    @Test
    void whatFitsIsShownWhole() {
        Clipped tree = clip(List.of(run("top", null), run("child", "top"), run("leaf", "child")), 10, 10);

        assertThat(tree.all()).extracting(RunRecord::id).containsExactly("top", "child", "leaf");
        assertThat(tree.more()).isZero();
    }

    @Test
    void ofManyHandOversSomeAreShownAndAllAreCounted() {
        Clipped tree = clip(Runs.star("top", 1000), 60, 10);

        assertThat(tree.handedTo()).hasSize(10);
        assertThat(tree.more()).isEqualTo(990);
    }

    @Test
    void roomGoesToTheUpperLevelsFirst() {
        List<RunRecord> runs = new ArrayList<>(Runs.star("top", 3));
        runs.add(run("leaf", "top-0"));

        Clipped tree = clip(runs, 4, 10);

        assertThat(tree.handedTo()).hasSize(3);
        assertThat(tree.handedTo().get(0).handedTo()).isEmpty();
        assertThat(tree.handedTo().get(0).more()).isEqualTo(1);
        assertThat(tree.more()).as("counted once, where it is missing").isZero();
    }

    @Test
    void everyTopIsShownHoweverLittleRoomThereIs() {
        List<RunRecord> runs = new ArrayList<>(Runs.star("one", 5));
        runs.addAll(Runs.star("other", 5));

        List<Clipped> trees = Clipped.of(Forest.of(runs), 1, 10);

        assertThat(trees).hasSize(2).allSatisfy(tree -> assertThat(tree.more()).isEqualTo(5));
    }

    private static Clipped clip(List<RunRecord> runs, int room, int each) {
        return Clipped.of(Forest.of(runs), room, each).get(0);
    }
}
