package io.agentpack.keycloak.exchange.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the path of a revocation: what caused it, the runs that it ended, the receivers that are told. Three columns; a line is as thick as there are signals. */
public final class StopPath {
    /** Boxes of one column, the last one for the rest. */
    static final int MOST = 12;

    private static final int ROW = 42;
    private static final int WIDTH = 236;
    private static final int GAP = 72;
    private static final int EDGE = 4;
    private static final List<String> WORST_FIRST = List.of("dead", "pending", "delivered");

    private final List<Box> boxes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Box> agents = new LinkedHashMap<>();
    private final Map<String, Box> receivers = new LinkedHashMap<>();
    private final int rows;

    private StopPath(int rows) {
        this.rows = Math.max(rows, 1);
    }

    /**
     * @param cause in words
     * @param hits the most runs first
     */
    public static Picture of(String cause, List<Hit> hits, List<Told> told) {
        Map<String, List<Hit>> byAgent = new LinkedHashMap<>();
        hits.forEach(hit ->
                byAgent.computeIfAbsent(hit.agent(), key -> new ArrayList<>()).add(hit));
        Map<String, List<Told>> byReceiver = new LinkedHashMap<>();
        told.forEach(one ->
                byReceiver.computeIfAbsent(one.to(), key -> new ArrayList<>()).add(one));
        StopPath path = new StopPath(Math.min(MOST, Math.max(byAgent.size(), byReceiver.size())));
        path.draw(cause, byAgent, byReceiver);
        path.connect(told);
        return new Picture(
                EDGE + 3 * WIDTH + 2 * GAP + EDGE,
                path.rows * ROW + EDGE,
                List.copyOf(path.boxes),
                List.copyOf(path.lines));
    }

    private void draw(String cause, Map<String, List<Hit>> byAgent, Map<String, List<Told>> byReceiver) {
        long all = byAgent.values().stream()
                .flatMap(List::stream)
                .mapToLong(Hit::count)
                .sum();
        Box from = new Box(EDGE, row(0, 1), WIDTH, "", cause, "", Math.max(all, 1), 0, true);
        boxes.add(from);
        column(
                byAgent,
                1,
                agents,
                hits -> new Look(hits.get(0).label(), hits.get(0).state(), count(hits)));
        column(byReceiver, 2, receivers, told -> new Look(told.get(0).label(), worst(told), signals(told)));
        agents.values().stream()
                .distinct()
                .forEach(box -> lines.add(curve(from, box, box.state(), thickness(box.count()))));
    }

    /** How a box looks. */
    private record Look(String label, String state, long count) {}

    private <T> void column(
            Map<String, List<T>> groups,
            int level,
            Map<String, Box> drawn,
            java.util.function.Function<List<T>, Look> looks) {
        int shown = groups.size() <= MOST ? groups.size() : MOST - 1;
        int total = Math.min(groups.size(), MOST);
        List<Map.Entry<String, List<T>>> all = List.copyOf(groups.entrySet());
        for (int i = 0; i < shown; i++) {
            Look look = looks.apply(all.get(i).getValue());
            add(all.get(i).getKey(), look, level, i, total, drawn);
        }
        if (shown < all.size()) {
            List<Map.Entry<String, List<T>>> rest = all.subList(shown, all.size());
            Look sum = looks.apply(
                    rest.stream().flatMap(one -> one.getValue().stream()).toList());
            add("", new Look("", sum.state(), sum.count()), level, shown, total, drawn);
            rest.forEach(one -> drawn.put(one.getKey(), drawn.get("")));
        }
    }

    private void add(String key, Look look, int level, int index, int total, Map<String, Box> drawn) {
        Box box = new Box(
                EDGE + level * (WIDTH + GAP),
                row(index, total),
                WIDTH,
                key,
                look.label(),
                look.state(),
                look.count(),
                level,
                false);
        boxes.add(box);
        drawn.put(key, box);
    }

    private void connect(List<Told> told) {
        Map<List<Box>, List<Told>> between = new LinkedHashMap<>();
        told.stream().filter(one -> agents.containsKey(one.from())).forEach(one -> between.computeIfAbsent(
                        List.of(agents.get(one.from()), receivers.get(one.to())), ends -> new ArrayList<>())
                .add(one));
        between.forEach((ends, all) -> lines.add(curve(ends.get(0), ends.get(1), worst(all), thickness(signals(all)))));
    }

    private int row(int index, int total) {
        return EDGE + (rows - total) * ROW / 2 + index * ROW;
    }

    private static Line curve(Box from, Box to, String state, int width) {
        int half = (from.right() + to.x()) / 2;
        return new Line(
                "M" + from.right() + " " + from.middle() + "C" + half + " " + from.middle() + " " + half + " "
                        + to.middle() + " " + to.x() + " " + to.middle(),
                state,
                width);
    }

    private static int thickness(long count) {
        return Math.min(6, 1 + Long.toString(Math.max(1, count)).length());
    }

    private static long count(List<Hit> hits) {
        return hits.stream().mapToLong(Hit::count).sum();
    }

    private static long signals(List<Told> told) {
        return told.stream().mapToLong(Told::count).sum();
    }

    private static String worst(List<Told> told) {
        return WORST_FIRST.stream()
                .filter(state -> told.stream().anyMatch(one -> one.state().equals(state)))
                .findFirst()
                .orElse("");
    }
}
