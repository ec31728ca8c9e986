package io.agentpack.keycloak.ledger.jpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentpack.keycloak.ledger.RecordedText;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Audiences that tokens of runs were good for. Those that a run starts with are a list in its own row, because one more row would cost each start
 * as much as the run's; those that come later, and a list that does not fit, are rows of AGENT_RUN_AUDIENCE.
 */
final class AudienceRows {
    private static final int CHUNK = 1_000;
    /** A character is a byte then, on every database. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};

    private final EntityManager em;

    AudienceRows(EntityManager em) {
        this.em = em;
    }

    /** Of a run that starts, whose row is about to be written. */
    void start(RunEntity row, Set<String> audiences) {
        String list = write(audiences);
        if (list.length() <= RecordedText.LONGEST) {
            row.audiences = list;
        } else {
            audiences.forEach(audience -> em.persist(new AudienceEntity(row.id, audience)));
        }
    }

    /** Audiences by run; runs without any are left out. */
    Map<String, Set<String>> of(Collection<String> runIds) {
        Map<String, Set<String>> audiences = new HashMap<>();
        List<String> all = List.copyOf(runIds);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<String> ids = all.subList(from, Math.min(all.size(), from + CHUNK));
            em.createQuery(
                            "select r.id, r.audiences from RunEntity r where r.id in :ids and r.audiences is not null",
                            Object[].class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(row -> add((String) row[0], read((String) row[1]), audiences));
            addLater(ids, audiences);
        }
        return audiences;
    }

    /** The same for rows that are at hand. */
    Map<String, Set<String>> ofRows(List<RunEntity> rows) {
        Map<String, Set<String>> audiences = new HashMap<>();
        rows.stream().filter(row -> row.audiences != null).forEach(row -> add(row.id, read(row.audiences), audiences));
        addLater(rows.stream().map(row -> row.id).toList(), audiences);
        return audiences;
    }

    private void addLater(List<String> runIds, Map<String, Set<String>> audiences) {
        em.createQuery("select a.runId, a.audience from AudienceEntity a where a.runId in :ids", Object[].class)
                .setParameter("ids", runIds)
                .getResultList()
                .forEach(row -> add((String) row[0], Set.of((String) row[1]), audiences));
    }

    private static void add(String run, Set<String> more, Map<String, Set<String>> audiences) {
        if (!more.isEmpty()) {
            audiences.computeIfAbsent(run, id -> new HashSet<>()).addAll(more);
        }
    }

    static String write(Set<String> audiences) {
        try {
            return JSON.writeValueAsString(new TreeSet<>(audiences));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of names is JSON", e);
        }
    }

    static Set<String> read(String list) {
        try {
            return JSON.readValue(list, NAMES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the audiences of a run are no list", e);
        }
    }
}
