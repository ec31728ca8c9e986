package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.revocation.Cascade;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.List;
import java.util.Set;

/** The part of a tree that hangs under one run. */
final class Subtree {
    private Subtree() {}

    static List<RunRecord> of(List<RunRecord> tree, String top) {
        Set<String> under = Cascade.of(
                tree.stream()
                        .map(run -> new Cascade.Node(run.id(), run.parent()))
                        .toList(),
                Set.of(top));
        return tree.stream().filter(run -> under.contains(run.id())).toList();
    }
}
