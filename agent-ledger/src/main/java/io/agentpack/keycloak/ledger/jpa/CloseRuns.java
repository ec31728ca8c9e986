package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunsEnded;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.end.EndedRunEvent;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/**
 * Closes rows for a cause with all that goes with it, in the transaction at hand: sessions, outbox, audit. Whoever locks a row first closes it; a
 * second cause finds it closed.
 */
final class CloseRuns {
    /** Some databases take no more than 1000 values in one statement. */
    private static final int AT_ONCE = 500;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final EntityManager em;
    private final RunRows rows;
    private final Cause cause;

    CloseRuns(KeycloakSession session, RealmModel realm, Cause cause) {
        this.session = session;
        this.realm = realm;
        this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        this.rows = new RunRows(em);
        this.cause = cause;
    }

    /** Those that the cause hits itself. A run that is under one of them, or under one that is over, falls with that one later. */
    List<EndedRun> hit(Collection<String> ids) {
        Set<String> hit = Set.copyOf(ids);
        List<EndedRun> ended = new ArrayList<>();
        List<String> inOrder = hit.stream().sorted().toList();
        for (int from = 0; from < inOrder.size(); from += AT_ONCE) {
            List<RunEntity> live = rows.lockLive(inOrder.subList(from, Math.min(inOrder.size(), from + AT_ONCE)));
            ended.addAll(close(
                    live.stream().filter(row -> !falls(row, hit)).toList(),
                    cause.kind().outcome()));
        }
        return ended;
    }

    /** Those that fall with one that the cause has ended. Their sessions stay for now: nothing accepts them any more. */
    void fallen(Collection<String> ids) {
        close(rows.lockLive(ids), RunState.CASCADED);
    }

    /** Those that the cause hits where they come in batches, parents before children. */
    void hitInTurn(Collection<String> ids) {
        List<RunEntity> live = rows.lockLive(ids);
        Set<String> hit = new HashSet<>();
        live.forEach(row -> hit.add(row.id));
        Map<Boolean, List<RunEntity>> byFall = live.stream().collect(Collectors.partitioningBy(row -> falls(row, hit)));
        close(byFall.get(false), cause.kind().outcome());
        close(byFall.get(true), RunState.CASCADED);
    }

    private boolean falls(RunEntity row, Set<String> withThese) {
        for (RunEntity at = parent(row); at != null; at = parent(at)) {
            if (withThese.contains(at.id) || RunRows.isOver(at)) {
                return true;
            }
        }
        return false;
    }

    private RunEntity parent(RunEntity row) {
        return row.parentId == null ? null : em.find(RunEntity.class, row.parentId);
    }

    private List<EndedRun> close(List<RunEntity> closing, RunState outcome) {
        if (closing.isEmpty()) {
            return List.of();
        }
        closing.forEach(row -> close(row, outcome));
        Map<String, Set<String>> audiences = new AudienceRows(em).ofRows(closing);
        List<EndedRun> ended = closing.stream()
                .map(row -> ended(row, outcome, audiences.getOrDefault(row.id, Set.of())))
                .toList();
        em.flush();
        Approvals.in(session).runsEnded(closing.stream().map(row -> row.id).toList(), cause.at());
        session.getKeycloakSessionFactory().publish(new RunsEnded(session, realm, cause, ended));
        ended.forEach(run -> EndedRunEvent.fire(session, realm, cause, run));
        return ended;
    }

    /** A run past its deadline had expired before anything else could end it. */
    private void close(RunEntity row, RunState outcome) {
        boolean expired = !cause.at().isBefore(Instant.ofEpochMilli(row.deadline));
        row.state = (expired ? RunState.EXPIRED : outcome).value();
        row.endedAt = cause.at().toEpochMilli();
        row.causeId = cause.id();
        row.cause = cause.kind().value();
    }

    private EndedRun ended(RunEntity row, RunState outcome, Set<String> audiences) {
        // Looking up when the last token of each expires would take longer than everything else together.
        Instant lastToken = outcome == RunState.CASCADED ? Instant.ofEpochMilli(row.deadline) : removeSession(row);
        return new EndedRun(
                RunMapping.toRecord(row),
                RunState.of(row.state).orElseThrow(),
                audiences,
                cause.at().isBefore(lastToken));
    }

    /** @return when the last token of the run expires */
    private Instant removeSession(RunEntity row) {
        UserSessionModel userSession = session.sessions().getUserSession(realm, row.id);
        Instant lastToken = RunSessions.lastTokenExpires(userSession, row.agentUuid)
                .orElseGet(() -> Instant.ofEpochMilli(row.deadline));
        RunSessions.remove(session, realm, userSession);
        return lastToken;
    }
}
