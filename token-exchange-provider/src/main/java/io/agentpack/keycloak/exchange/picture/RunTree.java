package io.agentpack.keycloak.exchange.picture;

import java.util.ArrayList;
import java.util.List;

/** Draws a run tree: one row for each box, indented under the one that handed over. */
public final class RunTree {
    private static final int ROW = 38;
    private static final int INDENT = 28;
    private static final int DEEPEST = 12;
    private static final int WIDTH = 260;
    private static final int EDGE = 4;

    private final List<Box> boxes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    private RunTree() {}

    /**
     * @param runs in any order; a run whose parent is not among them is a root
     * @param here id of the run that the page is about, which gets a box of its own; empty for none
     */
    public static Picture of(List<TreeRun> runs, String here) {
        RunTree tree = new RunTree();
        Fold.of(runs, here).forEach(root -> tree.draw(root, null, 0));
        int deepest = tree.boxes.stream().mapToInt(Box::right).max().orElse(0);
        return new Picture(
                deepest + EDGE, tree.boxes.size() * ROW + EDGE, List.copyOf(tree.boxes), List.copyOf(tree.lines));
    }

    private void draw(Fold.Bundle bundle, Box parent, int level) {
        Box box = new Box(
                EDGE + Math.min(level, DEEPEST) * INDENT,
                EDGE + boxes.size() * ROW,
                WIDTH,
                bundle.key(),
                bundle.label(),
                bundle.state(),
                bundle.count(),
                level,
                bundle.here());
        boxes.add(box);
        if (parent != null) {
            lines.add(elbow(parent, box));
        }
        bundle.under().forEach(child -> draw(child, box, level + 1));
    }

    private static Line elbow(Box from, Box to) {
        int x = from.x() + INDENT / 2;
        return new Line(
                "M" + x + " " + (from.y() + Box.HEIGHT) + "V" + to.middle() + "H" + Math.max(to.x(), x), to.state(), 1);
    }
}
