package io.agentpack.keycloak.exchange.my;

import static io.agentpack.keycloak.exchange.my.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForestTest {
    @Test
    void hangsEachRunUnderItsParentWhateverTheOrder() {
        List<Forest.Tree> trees =
                Forest.of(List.of(run("leaf", "child"), run("top", null), run("child", "top"), run("other", null)));

        assertThat(trees).extracting(tree -> tree.run().id()).containsExactly("top", "other");
        assertThat(trees.get(0).size()).isEqualTo(3);
        assertThat(trees.get(0).handedTo().get(0).handedTo().get(0).run().id()).isEqualTo("leaf");
    }

    @Test
    void aRunWhoseParentIsNotThereStandsAtTheTop() {
        assertThat(Forest.of(List.of(run("child", "gone")))).hasSize(1);
    }

    @Test
    void aPartHasSomeOfTheHandOversOnly() {
        Forest.Tree star = Forest.of(Runs.star("top", 5)).get(0);

        assertThat(star.part(3, 10).handedTo())
                .extracting(tree -> tree.run().id())
                .containsExactly("top-3", "top-4");
    }
}
