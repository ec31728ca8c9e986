package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.ledger.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs as the trees they make among themselves; a run whose parent isn't among them stands at the top. */
final class Forest {
    private Forest() {}

    record Tree(RunRecord run, List<Tree> handedTo) {
        int size() {
            return 1 + handedTo.stream().mapToInt(Tree::size).sum();
        }

        /** The same with some of its hand-overs only. */
        Tree part(int first, int max) {
            return new Tree(run, handedTo.stream().skip(first).limit(max).toList());
        }
    }

    /** In the order of the runs. */
    static List<Tree> of(List<RunRecord> runs) {
        Map<String, Tree> byId = new LinkedHashMap<>();
        runs.forEach(run -> byId.put(run.id(), new Tree(run, new ArrayList<>())));
        List<Tree> tops = new ArrayList<>();
        byId.values().forEach(tree -> tree.run()
                .parent()
                .map(byId::get)
                .ifPresentOrElse(parent -> parent.handedTo().add(tree), () -> tops.add(tree)));
        return tops;
    }
}
