package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunsEnded;
import io.agentpack.keycloak.ledger.end.EndedRunEvent;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/** The ledger in Keycloak's own database. */
final class JpaAgentLedgerProvider implements AgentLedgerProvider {
    private final KeycloakSession session;
    private final EntityManager em;
    private final RunRows rows;

    JpaAgentLedgerProvider(KeycloakSession session) {
        this.session = session;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.rows = new RunRows(em);
    }

    @Override
    public void open(RealmModel realm, Run run) {
        em.persist(RunMapping.toRow(realm.getId(), run, OwnerId.of(run, session, realm)));
        run.authority().audiences().forEach(audience -> em.persist(new AudienceEntity(run.id(), audience)));
    }

    @Override
    public void touched(Run run, Set<String> audiences) {
        audiences.stream()
                .filter(audience -> !run.authority().audiences().contains(audience))
                .filter(audience -> em.find(AudienceEntity.class, new AudienceEntity.Key(run.id(), audience)) == null)
                .forEach(audience -> em.persist(new AudienceEntity(run.id(), audience)));
    }

    @Override
    public Optional<RunRecord> find(RealmModel realm, String runId) {
        return Optional.ofNullable(em.find(RunEntity.class, runId))
                .filter(row -> row.realmId.equals(realm.getId()))
                .map(RunMapping::toRecord);
    }

    @Override
    public Stream<RunRecord> list(RealmModel realm, RunQuery query) {
        return rows.list(realm.getId(), query, now()).map(RunMapping::toRecord);
    }

    @Override
    public List<RunRecord> tree(RealmModel realm, String runId) {
        Optional<RunRecord> top = find(realm, runId);
        if (top.isEmpty()) {
            return List.of();
        }
        List<RunRecord> whole =
                rows.treeOf(top.get().root()).stream().map(RunMapping::toRecord).toList();
        return Subtree.of(whole, runId);
    }

    @Override
    public Set<String> audiences(String runId) {
        return em.createQuery("select a.audience from AudienceEntity a where a.runId = :run", String.class)
                .setParameter("run", runId)
                .getResultStream()
                .collect(Collectors.toSet());
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
    public List<RunKey> recordedLive(int first, int max) {
        return rows.live(first, max);
    }

    @Override
    public List<EndedRun> end(RealmModel realm, Collection<String> runIds, Cause cause) {
        List<EndedRun> ended = new EndRows(rows)
                .end(runIds, cause).stream()
                        .map(row -> endedRun(realm, row, cause))
                        .toList();
        if (!ended.isEmpty()) {
            em.persist(new CauseEntity(realm.getId(), cause));
            em.flush();
            ended.forEach(run -> removeSession(realm, run));
            session.getKeycloakSessionFactory().publish(new RunsEnded(session, realm, cause, ended));
            ended.forEach(run -> EndedRunEvent.fire(session, realm, cause, run));
        }
        return ended;
    }

    private EndedRun endedRun(RealmModel realm, RunEntity row, Cause cause) {
        UserSessionModel userSession = session.sessions().getUserSession(realm, row.id);
        Instant lastToken = RunSessions.lastTokenExpires(userSession, row.agentUuid)
                .orElseGet(() -> Instant.ofEpochMilli(row.deadline));
        return new EndedRun(
                RunMapping.toRecord(row),
                RunState.of(row.state).orElseThrow(),
                audiences(row.id),
                cause.at().isBefore(lastToken));
    }

    private void removeSession(RealmModel realm, EndedRun ended) {
        UserSessionModel userSession =
                session.sessions().getUserSession(realm, ended.run().id());
        if (RunSessions.isRun(userSession)) {
            session.sessions().removeUserSession(realm, userSession);
        }
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    @Override
    public void close() {}
}
