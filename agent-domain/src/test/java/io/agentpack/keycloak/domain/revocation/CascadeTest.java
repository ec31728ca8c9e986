package io.agentpack.keycloak.domain.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.revocation.Cascade.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CascadeTest {
    private static final List<Node> TREE = List.of(
            new Node("root", Optional.empty()),
            new Node("left", Optional.of("root")),
            new Node("right", Optional.of("root")),
            new Node("leaf", Optional.of("left")),
            new Node("other", Optional.empty()));

    @Test
    void takesEverythingUnderTheRunThatIsHit() {
        assertThat(Cascade.of(TREE, List.of("root"))).containsExactly("root", "left", "right", "leaf");
        assertThat(Cascade.of(TREE, List.of("left"))).containsExactly("left", "leaf");
        assertThat(Cascade.of(TREE, List.of("leaf"))).containsExactly("leaf");
    }

    @Test
    void reachesBelowARunThatIsOverAlready() {
        List<Node> withoutLeft = List.of(new Node("leaf", Optional.of("left")));

        assertThat(Cascade.of(withoutLeft, List.of("left"))).containsExactly("leaf");
    }

    @Test
    void endsEvenWhenARowWasBrokenIntoACircle() {
        List<Node> circle = List.of(new Node("a", Optional.of("b")), new Node("b", Optional.of("a")));

        assertThat(Cascade.of(circle, List.of("x"))).isEmpty();
        assertThat(Cascade.of(circle, List.of("a"))).containsExactly("a", "b");
    }
}
