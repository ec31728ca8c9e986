package io.agentpack.keycloak.exchange.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StopPathTest {

    @Test
    void leadsFromTheCauseOverTheRunsToTheReceivers() {
        Picture picture = StopPath.of(
                "Stopped",
                List.of(
                        new Hit("planner", "Planner", "revoked", 1),
                        new Hit("researcher", "Researcher", "cascaded", 9)),
                List.of(
                        new Told("planner", "calendar", "Calendar", "delivered", 1),
                        new Told("researcher", "calendar", "Calendar", "pending", 4),
                        new Told("researcher", "calendar", "Calendar", "delivered", 5)));

        assertThat(picture.boxes())
                .extracting(Box::label)
                .containsExactly("Stopped", "Planner", "Researcher", "Calendar");
        assertThat(picture.boxes()).extracting(Box::count).containsExactly(10L, 1L, 9L, 10L);
        assertThat(picture.boxes()).extracting(Box::level).containsExactly(0, 1, 1, 2);
        assertThat(picture.lines())
                .extracting(Line::state)
                .containsExactly("revoked", "cascaded", "delivered", "pending");
    }

    @Test
    void aReceiverLooksAsTheWorstOfItsSignals() {
        Picture picture = StopPath.of(
                "Stopped",
                List.of(new Hit("a", "A", "revoked", 3)),
                List.of(
                        new Told("a", "r", "R", "delivered", 1),
                        new Told("a", "r", "R", "dead", 1),
                        new Told("a", "r", "R", "pending", 1)));

        assertThat(picture.boxes()).extracting(Box::state).containsExactly("", "revoked", "dead");
    }

    @Test
    void manyAgentsAndReceiversStaySmallAndAllAreCounted() {
        List<Hit> hits = IntStream.range(0, 300)
                .mapToObj(i -> new Hit("a" + i, "A" + i, "revoked", 2))
                .toList();
        List<Told> told = IntStream.range(0, 300)
                .mapToObj(i -> new Told("a" + i, "r" + i % 50, "R", "delivered", 2))
                .toList();

        Picture picture = StopPath.of("Stopped", hits, told);

        assertThat(picture.boxes()).hasSize(1 + 2 * StopPath.MOST);
        assertThat(sum(picture, 1)).isEqualTo(600);
        assertThat(sum(picture, 2)).isEqualTo(600);
        assertThat(picture.lines()).hasSizeLessThanOrEqualTo(StopPath.MOST * (StopPath.MOST + 1));
        assertThat(picture.boxes()).allMatch(box -> box.right() <= picture.width());
        assertThat(picture.boxes()).allMatch(box -> box.y() + Box.HEIGHT <= picture.height());
    }

    @Test
    void nothingHitYetIsOnlyTheCause() {
        assertThat(StopPath.of("Stopped", List.of(), List.of()).boxes()).hasSize(1);
    }

    private static long sum(Picture picture, int level) {
        return picture.boxes().stream()
                .filter(box -> box.level() == level)
                .mapToLong(Box::count)
                .sum();
    }
}
