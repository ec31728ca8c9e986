package io.agentpack.keycloak.exchange.picture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a tree of any size small enough to look at. Where many runs hang under one, those of one agent in one state become one bundle, with everything
 * under them; from the top down until there is no more room, and the rest is counted.
 */
final class Fold {
    /** Bundles of a whole tree at most. */
    static final int MOST = 60;
    /** Siblings that are drawn one by one. */
    static final int FEW = 4;
    /** Bundles under one run, the rest counted as one. */
    private static final int SIBLINGS = 10;

    private final Map<String, List<TreeRun>> children = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Set<String> onTheWay = new HashSet<>();
    private final String here;

    private Fold(List<TreeRun> runs, String here) {
        this.here = here;
        Map<String, TreeRun> byId = new LinkedHashMap<>();
        runs.forEach(run -> byId.put(run.id(), run));
        byId.values().forEach(run -> children.computeIfAbsent(parentOf(run, byId), id -> new ArrayList<>())
                .add(run));
        byId.values().forEach(run -> countUpwards(run, byId));
        for (TreeRun at = byId.get(here); at != null && onTheWay.add(at.id()); at = byId.get(parentOf(at, byId))) {}
    }

    /**
     * Runs that are drawn as one.
     *
     * @param key id of the run, or the agent's key when they are several; empty for what there was no room for
     */
    record Bundle(String key, String label, String state, long count, boolean here, List<Bundle> under) {}

    static List<Bundle> of(List<TreeRun> runs, String here) {
        return new Fold(runs, here).fold();
    }

    private List<Bundle> fold() {
        List<Open> roots = new ArrayList<>();
        Deque<Open> next = new ArrayDeque<>();
        int left = MOST;
        left -= admit(children.getOrDefault("", List.of()), left, roots, next);
        while (!next.isEmpty()) {
            Open at = next.poll();
            List<TreeRun> under = at.runs.stream()
                    .flatMap(run -> children.getOrDefault(run.id(), List.of()).stream())
                    .toList();
            left -= admit(under, left, at.under, next);
        }
        return roots.stream().map(Open::close).toList();
    }

    /** @return how many bundles it took */
    private int admit(List<TreeRun> siblings, int left, List<Open> into, Deque<Open> next) {
        List<Open> bundles = bundles(siblings);
        int room = Math.min(SIBLINGS, Math.max(left, 0));
        int drawn = bundles.size() <= room ? bundles.size() : Math.max(room - 1, onThisWay(bundles));
        for (Open bundle : bundles.subList(0, drawn)) {
            into.add(bundle);
            next.add(bundle);
        }
        if (drawn == bundles.size()) {
            return drawn;
        }
        Open rest = new Open("", "", "");
        bundles.subList(drawn, bundles.size()).forEach(bundle -> rest.more += size(bundle.runs));
        into.add(rest);
        return drawn + 1;
    }

    /** What leads to the run that the page is about is never left out. */
    private int onThisWay(List<Open> bundles) {
        return !bundles.isEmpty() && bundles.get(0).leadsHere ? 1 : 0;
    }

    private List<Open> bundles(List<TreeRun> siblings) {
        Map<String, Open> bundles = new LinkedHashMap<>();
        boolean one = siblings.size() <= FEW;
        for (TreeRun run : siblings) {
            boolean alone = one || onTheWay.contains(run.id());
            Open bundle = bundles.computeIfAbsent(
                    alone ? run.id() : run.agent() + "\n" + run.state(),
                    key -> new Open(run.agent(), run.label(), run.state()));
            bundle.runs.add(run);
            bundle.leadsHere |= onTheWay.contains(run.id());
            bundle.here |= run.id().equals(here);
        }
        return bundles.values().stream()
                .sorted(Comparator.comparing((Open bundle) -> !bundle.leadsHere)
                        .thenComparing(bundle -> -size(bundle.runs)))
                .toList();
    }

    private long size(List<TreeRun> runs) {
        return runs.stream().mapToLong(run -> sizes.get(run.id())).sum();
    }

    private void countUpwards(TreeRun run, Map<String, TreeRun> byId) {
        Set<String> seen = new HashSet<>();
        for (TreeRun at = run; at != null && seen.add(at.id()); at = byId.get(parentOf(at, byId))) {
            sizes.merge(at.id(), 1L, Long::sum);
        }
    }

    private static String parentOf(TreeRun run, Map<String, TreeRun> byId) {
        return run.parent().filter(byId::containsKey).orElse("");
    }

    /** A bundle that is being filled. */
    private static final class Open {
        private final String agent;
        private final String label;
        private final String state;
        private final List<TreeRun> runs = new ArrayList<>();
        private final List<Open> under = new ArrayList<>();
        private boolean here;
        private boolean leadsHere;
        private long more;

        private Open(String agent, String label, String state) {
            this.agent = agent;
            this.label = label;
            this.state = state;
        }

        private Bundle close() {
            String key = runs.size() == 1 ? runs.get(0).id() : agent;
            return new Bundle(
                    key,
                    label,
                    state,
                    runs.size() + more,
                    here,
                    under.stream().map(Open::close).toList());
        }
    }
}
