package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.ledger.RunRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * As much of a tree as a page has room for.
 *
 * @param handedTo the runs under it that are shown
 * @param more how many under it are not
 */
record Clipped(RunRecord run, List<Clipped> handedTo, int more) {

    /**
     * All tops, however many; then what is under them, level by level, until the room is used up.
     *
     * @param room runs in all
     * @param each hand-overs of one run
     */
    static List<Clipped> of(List<Forest.Tree> tops, int room, int each) {
        Queue<Waiting> waiting = new ArrayDeque<>();
        List<Clipped> clipped =
                tops.stream().map(top -> clip(top, each, waiting)).toList();
        int left = room - tops.size();
        while (left > 0 && !waiting.isEmpty()) {
            Waiting next = waiting.remove();
            next.place().set(next.index(), clip(next.tree(), each, waiting));
            left--;
        }
        return clipped.stream().map(Clipped::settled).toList();
    }

    Stream<RunRecord> all() {
        return Stream.concat(Stream.of(run), handedTo.stream().flatMap(Clipped::all));
    }

    private static Clipped clip(Forest.Tree tree, int each, Queue<Waiting> waiting) {
        List<Clipped> places = new ArrayList<>();
        for (Forest.Tree child : tree.handedTo()) {
            if (places.size() < each) {
                waiting.add(new Waiting(child, places, places.size()));
                places.add(null);
            }
        }
        return new Clipped(tree.run(), places, tree.size() - 1);
    }

    /** Places that nobody took are closed, and what isn't shown is counted. */
    private Clipped settled() {
        List<Clipped> shown = handedTo.stream()
                .filter(child -> child != null)
                .map(Clipped::settled)
                .toList();
        int seen = shown.stream()
                .mapToInt(child -> (int) child.all().count() + child.hidden())
                .sum();
        return new Clipped(run, shown, more - seen);
    }

    /** What is not shown here and below. */
    private int hidden() {
        return more + handedTo.stream().mapToInt(Clipped::hidden).sum();
    }

    private record Waiting(Forest.Tree tree, List<Clipped> place, int index) {}
}
