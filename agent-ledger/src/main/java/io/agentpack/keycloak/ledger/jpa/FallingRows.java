package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.revocation.Cascade;
import io.agentpack.keycloak.ledger.report.FallingRun;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What would end if some runs were stopped: found by the same rule as the stop itself, locking and changing nothing. */
public final class FallingRows {
    /** Up to so many runs it is looked up when their last token expires; beyond, all are taken to have live tokens. */
    public static final int EXACT = 1_000;

    private static final int CHUNK = 1_000;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final EntityManager em;
    private final Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());

    private FallingRows(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    public static FallingRows in(KeycloakSession session, RealmModel realm) {
        return new FallingRows(session, realm);
    }

    /** The runs that would end with these, themselves included; those that are over already don't count. */
    public List<FallingRun> with(Collection<String> hit) {
        Map<String, Row> live = new LinkedHashMap<>();
        chunks(rootsOf(hit)).forEach(roots -> liveIn(roots).forEach(row -> live.put(row.id, row)));
        List<Cascade.Node> nodes = live.values().stream()
                .filter(row -> hasLivingLine(row, live))
                .map(row -> new Cascade.Node(row.id, row.parent))
                .toList();
        Set<String> falling = Cascade.of(nodes, new HashSet<>(hit));
        Map<String, Set<String>> audiences = new AudienceRows(em).of(falling);
        return falling.stream()
                .map(live::get)
                .map(row -> new FallingRun(
                        row.id,
                        row.agentUuid,
                        row.agent,
                        row.subjectId,
                        audiences.getOrDefault(row.id, Set.of()),
                        falling.size() > EXACT || tokensMayLive(row)))
                .toList();
    }

    /** What hangs under a run that is over is over, even before that is written down. */
    private static boolean hasLivingLine(Row row, Map<String, Row> live) {
        Row at = row;
        while (at != null && at.parent.isPresent()) {
            at = live.get(at.parent.get());
        }
        return at != null;
    }

    private boolean tokensMayLive(Row row) {
        return RunSessions.lastTokenExpires(session.sessions().getUserSession(realm, row.id), row.agentUuid)
                .map(now::isBefore)
                .orElse(true);
    }

    private Set<String> rootsOf(Collection<String> hit) {
        Set<String> roots = new LinkedHashSet<>();
        chunks(hit)
                .forEach(ids -> roots.addAll(
                        em.createQuery("select distinct r.rootId from RunEntity r where r.id in :ids", String.class)
                                .setParameter("ids", ids)
                                .getResultList()));
        return roots;
    }

    private List<Row> liveIn(List<String> roots) {
        return em.createQuery(
                        "select r.id, r.parentId, r.agentUuid, r.agent, r.subjectId from RunEntity r where r.rootId in :roots"
                                + " and r.state in :live and r.deadline > :now order by r.depth, r.id",
                        Object[].class)
                .setParameter("roots", roots)
                .setParameter("live", RunRows.LIVE)
                .setParameter("now", now.toEpochMilli())
                .getResultStream()
                .map(row -> new Row(
                        (String) row[0],
                        Optional.ofNullable((String) row[1]),
                        (String) row[2],
                        (String) row[3],
                        (String) row[4]))
                .toList();
    }

    private static List<List<String>> chunks(Collection<String> all) {
        List<String> list = List.copyOf(all);
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += CHUNK) {
            chunks.add(list.subList(from, Math.min(list.size(), from + CHUNK)));
        }
        return chunks;
    }

    private record Row(String id, Optional<String> parent, String agentUuid, String agent, String subjectId) {}
}
