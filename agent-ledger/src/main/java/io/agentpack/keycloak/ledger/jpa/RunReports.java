package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.revocation.Cascade;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.JournalEntry;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.report.CauseRecord;
import io.agentpack.keycloak.ledger.report.GrantRecord;
import io.agentpack.keycloak.ledger.report.LiveRuns;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What administrators ask the ledger. Nothing here is on the way of a token. */
public final class RunReports {
    private final EntityManager em;
    private final RunRows rows;

    private RunReports(EntityManager em) {
        this.em = em;
        this.rows = new RunRows(em);
    }

    public static RunReports in(KeycloakSession session) {
        return new RunReports(session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    /** A page of a run and everything under it, parents before children. */
    public List<RunRecord> tree(RunRecord top, int first, int max) {
        return top.parent().isEmpty() ? wholeTree(top.id(), first, max) : subtree(top, first, max);
    }

    /** Whether a run is another or hangs under it, of one tree. */
    public boolean isUnder(RunRecord run, String topId) {
        Optional<RunRecord> at = Optional.of(run);
        while (at.isPresent() && !at.get().id().equals(topId)) {
            at = at.flatMap(RunRecord::parent)
                    .map(parent -> em.find(RunEntity.class, parent))
                    .map(rows::standing);
        }
        return at.isPresent();
    }

    /** The runs above this one, root first; itself last. */
    public List<RunRecord> lineOf(RunRecord run) {
        List<RunRecord> line = new java.util.LinkedList<>();
        Optional<RunRecord> at = Optional.of(run);
        while (at.isPresent()) {
            line.add(0, at.get());
            at = at.flatMap(RunRecord::parent)
                    .map(parent -> em.find(RunEntity.class, parent))
                    .map(rows::standing);
        }
        return List.copyOf(line);
    }

    public Optional<GrantRecord> grantOf(String runId) {
        return Optional.ofNullable(em.find(RunEntity.class, runId))
                .filter(row -> row.humanSessionId != null)
                .map(row -> new GrantRecord(
                        row.humanSessionId,
                        row.subjectClientUuid,
                        row.subjectTokenId,
                        Optional.ofNullable(row.consentScope)));
    }

    public Optional<CauseRecord> cause(String causeId) {
        return Optional.ofNullable(em.find(CauseEntity.class, causeId)).map(CauseReports::record);
    }

    /** What was done to a run while it lived, oldest first. */
    public List<JournalEntry> journalOf(String runId) {
        return em.createQuery(
                        "select j from JournalEntity j where j.runId = :run order by j.happenedAt, j.id",
                        JournalEntity.class)
                .setParameter("run", runId)
                .getResultStream()
                .map(JournalEntity::toEntry)
                .toList();
    }

    /** Runs that were started with a person's token, newest first. */
    public List<RunRecord> startedWith(RealmModel realm, String subjectTokenId, int max) {
        return em
                .createQuery(
                        "select r from RunEntity r where r.realmId = :realm and r.subjectTokenId = :token"
                                + " and r.parentId is null order by r.startedAt desc, r.id",
                        RunEntity.class)
                .setParameter("realm", realm.getId())
                .setParameter("token", subjectTokenId)
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(rows::standing)
                .toList();
    }

    /** Live runs of these agents, by immutable id of the client; agents without any are left out. */
    public Map<String, LiveRuns> liveByAgent(Collection<String> agentUuids, Instant now) {
        Map<String, LiveRuns> live = new HashMap<>();
        if (!agentUuids.isEmpty()) {
            em.createQuery(
                            "select r.agentUuid, r.state, count(r), max(r.startedAt) from RunEntity r"
                                    + " where r.agentUuid in :agents and r.state in :live and r.deadline > :now"
                                    + " group by r.agentUuid, r.state",
                            Object[].class)
                    .setParameter("agents", agentUuids)
                    .setParameter("live", RunRows.LIVE)
                    .setParameter("now", now.toEpochMilli())
                    .getResultList()
                    .forEach(row -> live.merge((String) row[0], liveRuns(row), RunReports::sum));
        }
        return live;
    }

    private static LiveRuns liveRuns(Object[] row) {
        long count = (Long) row[2];
        boolean active = RunState.ACTIVE.value().equals(row[1]);
        return new LiveRuns(active ? count : 0, active ? 0 : count, Optional.of(Instant.ofEpochMilli((Long) row[3])));
    }

    private static LiveRuns sum(LiveRuns one, LiveRuns other) {
        return new LiveRuns(
                one.active() + other.active(),
                one.suspended() + other.suspended(),
                one.lastStarted()
                        .filter(at -> at.isAfter(other.lastStarted().orElse(Instant.MIN)))
                        .or(other::lastStarted));
    }

    private List<RunRecord> wholeTree(String root, int first, int max) {
        return em
                .createQuery(
                        "select r from RunEntity r where r.rootId = :root order by r.depth, r.startedAt, r.id",
                        RunEntity.class)
                .setParameter("root", root)
                .setFirstResult(first)
                .setMaxResults(max)
                .getResultList()
                .stream()
                .map(rows::standing)
                .toList();
    }

    /** The tree may be large: only ids are read to find the part that is asked for. */
    private List<RunRecord> subtree(RunRecord top, int first, int max) {
        List<Cascade.Node> tree = em.createQuery(
                        "select r.id, r.parentId from RunEntity r where r.rootId = :root and r.depth >= :depth"
                                + " order by r.depth, r.startedAt, r.id",
                        Object[].class)
                .setParameter("root", top.root())
                .setParameter("depth", top.depth())
                .getResultStream()
                .map(row -> new Cascade.Node((String) row[0], Optional.ofNullable((String) row[1])))
                .toList();
        List<String> page = Cascade.of(tree, Set.of(top.id())).stream()
                .skip(first)
                .limit(max)
                .toList();
        return page.isEmpty()
                ? List.of()
                : em
                        .createQuery("select r from RunEntity r where r.id in :ids", RunEntity.class)
                        .setParameter("ids", page)
                        .getResultList()
                        .stream()
                        .sorted(Comparator.comparingInt(row -> page.indexOf(row.id)))
                        .map(rows::standing)
                        .toList();
    }
}
