package io.agentpack.keycloak.ledger.jpa;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The queries on AGENT_RUN_AUDIENCE. */
final class AudienceRows {
    private static final int CHUNK = 1_000;

    private final EntityManager em;

    AudienceRows(EntityManager em) {
        this.em = em;
    }

    /** Audiences by run; runs without any are left out. */
    Map<String, Set<String>> of(Collection<String> runIds) {
        Map<String, Set<String>> audiences = new HashMap<>();
        List<String> all = List.copyOf(runIds);
        for (int from = 0; from < all.size(); from += CHUNK) {
            em.createQuery("select a.runId, a.audience from AudienceEntity a where a.runId in :ids", Object[].class)
                    .setParameter("ids", all.subList(from, Math.min(all.size(), from + CHUNK)))
                    .getResultList()
                    .forEach(row -> audiences
                            .computeIfAbsent((String) row[0], id -> new HashSet<>())
                            .add((String) row[1]));
        }
        return audiences;
    }
}
