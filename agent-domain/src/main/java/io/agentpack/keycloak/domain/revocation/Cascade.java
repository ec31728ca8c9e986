package io.agentpack.keycloak.domain.revocation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which runs fall with those that a cause hits. */
public final class Cascade {
    private Cascade() {}

    /** A run and the run it hangs under. */
    public record Node(String id, Optional<String> parent) {}

    /** The hit runs and everything under them, among the given runs and in their order. */
    public static Set<String> of(Collection<Node> runs, Collection<String> hit) {
        Map<String, Optional<String>> parents = new HashMap<>();
        runs.forEach(run -> parents.put(run.id(), run.parent()));
        Set<String> falling = new LinkedHashSet<>();
        for (Node run : runs) {
            if (fallsWith(run.id(), hit, parents)) {
                falling.add(run.id());
            }
        }
        return falling;
    }

    private static boolean fallsWith(String id, Collection<String> hit, Map<String, Optional<String>> parents) {
        Set<String> seen = new HashSet<>();
        Optional<String> at = Optional.of(id);
        while (at.isPresent() && seen.add(at.get())) {
            if (hit.contains(at.get())) {
                return true;
            }
            at = parents.getOrDefault(at.get(), Optional.empty());
        }
        return false;
    }
}
