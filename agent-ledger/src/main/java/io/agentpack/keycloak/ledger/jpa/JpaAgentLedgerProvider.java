package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunStanding;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.SilentEnd;
import io.agentpack.keycloak.ledger.cascade.CascadeWorker;
import io.agentpack.keycloak.ledger.cascade.OpenCause;
import io.agentpack.keycloak.ledger.cascade.StoppedRuns;
import io.agentpack.keycloak.ledger.end.AfterCommit;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The ledger in Keycloak's own database. */
final class JpaAgentLedgerProvider implements AgentLedgerProvider {
    /** More than this is not for one transaction. */
    private static final int MOST_AT_ONCE = 200;

    private final KeycloakSession session;
    private final CascadeWorker worker;
    private final EntityManager em;
    private final RunRows rows;

    JpaAgentLedgerProvider(KeycloakSession session, CascadeWorker worker) {
        this.session = session;
        this.worker = worker;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.rows = new RunRows(em);
    }

    @Override
    public void open(RealmModel realm, Run run) {
        Optional<RunEntity> parent = run.parent().map(id -> holdLive(id, RunSessions.above(session, realm, run)));
        RunEntity row = RunMapping.toRow(realm.getId(), run, OwnerId.of(run, parent, session, realm));
        new AudienceRows(em).start(row, run.authority().audiences());
        em.persist(row);
    }

    private RunEntity holdLive(String parentId, List<String> above) {
        RunEntity parent = em.find(RunEntity.class, parentId);
        if (parent != null) {
            em.refresh(parent, LockModeType.PESSIMISTIC_READ);
        }
        rows.read(above);
        if (parent == null || standing(parent).state().isFinal()) {
            throw new RefusedException(Refusal.SUBJECT_TOKEN_INVALID, "the parent run is over");
        }
        return parent;
    }

    @Override
    public void lowered(Run run) {
        Optional.ofNullable(em.find(RunEntity.class, run.id()))
                .ifPresent(row -> row.deadline = run.deadline().toEpochMilli());
    }

    @Override
    public void touched(Run run, Set<String> audiences) {
        List<String> line = RunSessions.above(session, session.getContext().getRealm(), run);
        line.add(run.id());
        rows.read(line);
        RunEntity row = em.find(RunEntity.class, run.id());
        if (row == null || standing(row).state().isFinal()) {
            throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run is recorded as over");
        }
        audiences.stream()
                .filter(audience -> !run.authority().audiences().contains(audience))
                .filter(audience -> em.find(AudienceEntity.class, new AudienceEntity.Key(run.id(), audience)) == null)
                .forEach(audience -> em.persist(new AudienceEntity(run.id(), audience)));
    }

    @Override
    public void hold(String runId) {
        RunEntity row = em.find(RunEntity.class, runId);
        if (row != null) {
            em.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        }
        if (row == null || standing(row).state().isFinal()) {
            throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run is recorded as over");
        }
    }

    @Override
    public Optional<RunRecord> find(RealmModel realm, String runId) {
        return Optional.ofNullable(em.find(RunEntity.class, runId))
                .filter(row -> row.realmId.equals(realm.getId()))
                .map(this::standing);
    }

    @Override
    public Stream<RunRecord> list(RealmModel realm, RunQuery query) {
        return rows.list(realm.getId(), query, now()).toList().stream().map(this::standing);
    }

    @Override
    public Set<String> audiences(String runId) {
        return new AudienceRows(em).of(Set.of(runId)).getOrDefault(runId, Set.of());
    }

    @Override
    public long liveChildren(String parentRunId, Instant now) {
        return rows.liveChildren(parentRunId, now);
    }

    @Override
    public List<String> liveOn(RealmModel realm, Hook hook, String value) {
        return rows.liveOn(realm.getId(), hook, value);
    }

    @Override
    public List<RunStanding> standingsOfLive(String agentUuid) {
        return rows.standingsOfLive(agentUuid);
    }

    @Override
    public List<RunKey> recordedLive(Instant startedUntil, Optional<String> afterRunId, int max) {
        return new SweepRows(em).live(startedUntil, afterRunId.orElse(""), max);
    }

    @Override
    public List<RunKey> silentlyOver(SilentEnd how, Instant startedUntil, Optional<String> afterRunId, int max) {
        return RunSessions.areInDatabase(session)
                ? new SweepRows(em).silentlyOver(how, startedUntil, afterRunId.orElse(""), now(), max)
                : List.of();
    }

    @Override
    public List<RunKey> recordedLiveAfterDeadline(Instant now, Optional<String> afterRunId, int max) {
        return new SweepRows(em).liveAfterDeadline(now, afterRunId.orElse(""), max);
    }

    @Override
    public List<EndedRun> end(RealmModel realm, Collection<String> runIds, Cause cause) {
        List<EndedRun> ended = new CloseRuns(session, realm, cause).hit(runIds);
        if (!ended.isEmpty()) {
            List<String> ids = ended.stream().map(run -> run.run().id()).toList();
            // Of so many, some will have; the work finds out.
            boolean leavesWork =
                    ids.size() > MOST_AT_ONCE || !rows.liveChildren(ids, 1).isEmpty();
            em.persist(new CauseEntity(realm.getId(), cause, Optional.empty(), leavesWork));
            List<StoppedRuns.Stop> stops = ids.stream()
                    .map(id -> new StoppedRuns.Stop(id, cause.kind()))
                    .toList();
            AfterCommit.of(session, () -> {
                // Before the others are told, which can take long when one of them has just died.
                if (leavesWork) {
                    worker.wake(new OpenCause(realm.getId(), cause.id()));
                }
                StoppedRuns.of(session).committed(session, stops);
            });
        }
        return ended;
    }

    @Override
    public List<EndedRun> end(RealmModel realm, RunsOn runs, Cause cause) {
        List<String> hit = rows.liveOn(realm.getId(), runs, cause.at(), MOST_AT_ONCE + 1);
        if (hit.size() <= MOST_AT_ONCE) {
            return end(realm, hit, cause);
        }
        CauseEntity row = new CauseEntity(realm.getId(), cause, Optional.of(runs.encoded()), true);
        em.persist(row);
        AfterCommit.of(session, () -> {
            worker.wake(new OpenCause(realm.getId(), cause.id()));
            StoppedRuns.of(session).committed(session, Cascades.wideStop(row));
        });
        return List.of();
    }

    private RunRecord standing(RunEntity row) {
        return rows.standing(row);
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    @Override
    public void close() {}
}
