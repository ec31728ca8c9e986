package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.picture.Box;
import io.agentpack.keycloak.exchange.picture.Picture;
import io.agentpack.keycloak.exchange.picture.RunTree;
import io.agentpack.keycloak.exchange.picture.TreeRun;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The tree that a run stands in, drawn and as rows. */
final class TreeOfRuns {
    /** Runs that are read for a picture; the list of runs has them all. */
    private static final int MOST = 2000;

    private final Desk desk;
    private final Rows rows;

    TreeOfRuns(Desk desk, Rows rows) {
        this.desk = desk;
        this.rows = rows;
    }

    /** @param whole false when there were more runs than are read for a picture */
    public record Shown(Picture picture, List<Row> rows, int count, boolean whole, String all) {}

    /** @param href of the run, or of the list of what the box stands for; empty for what has no box of its own */
    public record Row(String label, String state, long count, int level, boolean here, String href) {}

    Shown around(RunRecord run) {
        RunRecord root = desk.ledger().find(desk.realm, run.root()).orElse(run);
        List<RunRecord> tree = RunReports.in(desk.session).tree(root, 0, MOST).stream()
                .filter(desk.rights::see)
                .toList();
        Picture picture = RunTree.of(tree.stream().map(this::drawn).toList(), run.id());
        Set<String> ids = tree.stream().map(RunRecord::id).collect(Collectors.toSet());
        return new Shown(
                picture,
                picture.boxes().stream().map(box -> row(box, ids, run.root())).toList(),
                tree.size(),
                tree.size() < MOST,
                desk.path(Map.of("root", run.root()), "runs"));
    }

    private TreeRun drawn(RunRecord run) {
        return new TreeRun(run.id(), run.parent(), run.agent(), desk.names.agent(run), rows.state(run));
    }

    private Row row(Box box, Set<String> ids, String root) {
        String href = "";
        if (ids.contains(box.key())) {
            href = desk.path("run", box.key());
        } else if (!box.key().isEmpty()) {
            href = desk.path(Map.of("root", root, "client", box.key(), "state", box.state()), "runs");
        }
        return new Row(box.label(), box.state(), box.count(), box.level(), box.here(), href);
    }
}
