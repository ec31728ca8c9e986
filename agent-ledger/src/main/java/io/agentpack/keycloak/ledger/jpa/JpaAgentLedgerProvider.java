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
    private final KeycloakSession session;
    private final CascadeWorker worker;
    private final EntityManager em;
    private final RunRows rows;
    private final LineRows line;

    JpaAgentLedgerProvider(KeycloakSession session, CascadeWorker worker) {
        this.session = session;
        this.worker = worker;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.rows = new RunRows(em);
        this.line = new LineRows(em);
    }

    @Override
    public void open(RealmModel realm, Run run, Set<String> audiences) {
        Optional<RunEntity> parent = run.parent().map(id -> holdLive(id, realm, run));
        RunEntity row = RunMapping.toRow(realm.getId(), run, OwnerId.of(run, parent, session, realm));
        new AudienceRows(em).start(row, audiences);
        NewRows.in(session).add(() -> Stream.of(row));
    }

    private RunEntity holdLive(String parent, RealmModel realm, Run run) {
        List<String> above = RunSessions.above(session, realm, run);
        above.remove(parent);
        return line.holdLive(parent)
                .filter(held -> line.areLive(above))
                .orElseThrow(() -> new RefusedException(Refusal.SUBJECT_TOKEN_INVALID, "the parent run is over"));
    }

    @Override
    public void lowered(Run run) {
        // Hibernate writes the whole row: one that was read before a stop committed would take the stop back.
        RunEntity row = held(run.id());
        row.deadline = Math.min(row.deadline, run.deadline().toEpochMilli());
    }

    @Override
    public void touched(Run run, Set<String> audiences) {
        List<String> runs = RunSessions.above(session, session.getContext().getRealm(), run);
        runs.add(run.id());
        if (!line.areLive(runs)) {
            throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run is recorded as over");
        }
        audiences.stream()
                .filter(audience -> !run.authority().audiences().contains(audience))
                .filter(audience -> em.find(AudienceEntity.class, new AudienceEntity.Key(run.id(), audience)) == null)
                .forEach(audience -> em.persist(new AudienceEntity(run.id(), audience)));
    }

    @Override
    public void hold(String runId) {
        held(runId);
    }

    private RunEntity held(String runId) {
        RunEntity row = em.find(RunEntity.class, runId);
        if (row != null) {
            em.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        }
        if (row == null || standing(row).state().isFinal()) {
            throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run is recorded as over");
        }
        return row;
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
        return line.liveChildren(parentRunId, now);
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
        return ending(realm, cause).of(runIds);
    }

    @Override
    public List<EndedRun> end(RealmModel realm, RunsOn runs, Cause cause) {
        return ending(realm, cause).on(runs);
    }

    @Override
    public void stop(RealmModel realm, RunsOn runs, Cause cause) {
        ending(realm, cause).everythingOn(runs);
    }

    private Ending ending(RealmModel realm, Cause cause) {
        return new Ending(session, em, worker, realm, cause);
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
