package io.agentpack.keycloak.ledger.sweep;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.RunKey;
import io.agentpack.keycloak.ledger.SilentEnd;
import io.agentpack.keycloak.ledger.end.EndRuns;
import io.agentpack.keycloak.ledger.jpa.Cascades;
import io.agentpack.keycloak.ledger.liveness.Dead;
import io.agentpack.keycloak.ledger.liveness.Liveness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTask;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.ScheduledTask;

/**
 * One pass over the runs that are recorded as live: closes those past their deadline, then looks whether the others still live. Looking takes no
 * longer than allowed, and the next pass goes on where this one left off: with a great many live runs it would otherwise never end, read every
 * session from the database and push those in use out of Keycloak's cache. Its class name is the cluster's lock, so it is a name of its own.
 */
final class AgentRunSweepTask implements ScheduledTask {
    private static final Logger LOG = Logger.getLogger(AgentRunSweepTask.class);
    private static final int BATCH = 100;
    /** Keycloak writes a new session after the commit of what made it, so that a run's row is there before its session is. */
    private static final Duration YOUNG = Duration.ofSeconds(15);

    /** Queries that read every live run rest for so many times as long as they took. */
    private static final int REST = 10;

    private final Duration allowed;
    private volatile long nextSilentLook = System.nanoTime();
    private volatile Optional<String> seenUntil = Optional.empty();

    /** @param allowed how long a pass may look at runs that nothing is known of */
    AgentRunSweepTask(Duration allowed) {
        this.allowed = allowed;
    }

    @Override
    public void run(KeycloakSession session) {
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        eachBatch(
                factory,
                Optional.empty(),
                (ledger, after) -> ledger.recordedLiveAfterDeadline(now, after, BATCH),
                batch -> closeExpired(factory, batch),
                () -> true);
        seenUntil = eachBatch(
                factory,
                seenUntil,
                (ledger, after) -> ledger.recordedLive(now.minus(YOUNG), after, BATCH),
                batch -> endDead(factory, batch),
                until(allowed));
        if (seenUntil.isPresent() && System.nanoTime() - nextSilentLook >= 0) {
            long start = System.nanoTime();
            lookForSilentEnds(factory, now);
            long end = System.nanoTime();
            nextSilentLook = end + REST * (end - start);
        }
    }

    /** More runs than can be looked at one by one: what Keycloak's tables show of them is asked for at least. */
    private void lookForSilentEnds(KeycloakSessionFactory factory, Instant now) {
        for (SilentEnd how : SilentEnd.values()) {
            eachBatch(
                    factory,
                    Optional.empty(),
                    (ledger, after) -> ledger.silentlyOver(how, now.minus(YOUNG), after, BATCH),
                    batch -> endDead(factory, batch),
                    until(allowed));
        }
    }

    private static BooleanSupplier until(Duration allowed) {
        long start = System.nanoTime();
        return () -> System.nanoTime() - start < allowed.toNanos();
    }

    /** @return the last run, unless all were seen */
    private static Optional<String> eachBatch(
            KeycloakSessionFactory factory,
            Optional<String> start,
            BiFunction<AgentLedgerProvider, Optional<String>, List<RunKey>> next,
            Consumer<List<RunKey>> work,
            BooleanSupplier mayGoOn) {
        Optional<String> after = start;
        List<RunKey> batch;
        do {
            Optional<String> from = after;
            batch = KeycloakModelUtils.runJobInTransactionWithResult(
                    factory, session -> next.apply(session.getProvider(AgentLedgerProvider.class), from));
            work.accept(batch);
            after = batch.isEmpty()
                    ? after
                    : Optional.of(batch.get(batch.size() - 1).runId());
        } while (batch.size() == BATCH && mayGoOn.getAsBoolean());
        return batch.size() == BATCH ? after : Optional.empty();
    }

    /** One cause for all that expired together in a realm. Nobody is told: receivers know an expiry from {@code exp}. */
    private static void closeExpired(KeycloakSessionFactory factory, List<RunKey> batch) {
        byRealm(batch)
                .forEach((realmId, runs) -> quietly(factory, session -> {
                    RealmModel realm = session.realms().getRealm(realmId);
                    if (realm != null) {
                        session.getContext().setRealm(realm);
                        EndRuns.in(session, realm).because(CauseKind.DEADLINE, runs);
                    }
                }));
    }

    private static void endDead(KeycloakSessionFactory factory, List<RunKey> batch) {
        byRealm(batch).forEach((realmId, runs) -> {
            Map<String, Dead> found = new LinkedHashMap<>();
            quietly(factory, session -> found.putAll(dead(session, realmId, runs)));
            // Each in a transaction of its own: one that can't be closed must not keep the others open.
            found.values().stream()
                    .filter(dead -> !dead.isRecorded())
                    .distinct()
                    .forEach(dead -> quietly(factory, session -> end(session, realmId, dead)));
            // What is above is over and these are not marked yet; normally because the work is under way.
            if (!found.isEmpty()) {
                quietly(factory, session -> Cascades.in(session).reopenAbove(found.keySet()));
            }
        });
    }

    private static Map<String, Dead> dead(KeycloakSession session, String realmId, List<String> runs) {
        RealmModel realm = session.realms().getRealm(realmId);
        Map<String, Dead> found = new LinkedHashMap<>();
        if (realm != null) {
            session.getContext().setRealm(realm);
            Liveness liveness = new Liveness(session, realm, session.revokedTokens()::contains);
            runs.forEach(run -> liveness.checkThoroughly(run).ifPresent(dead -> found.put(run, dead)));
        }
        return found;
    }

    private static void end(KeycloakSession session, String realmId, Dead dead) {
        RealmModel realm = session.realms().getRealm(realmId);
        session.getContext().setRealm(realm);
        EndRuns.in(session, realm).because(dead.cause(), List.of(dead.runId()));
    }

    private static Map<String, List<String>> byRealm(List<RunKey> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(
                        RunKey::realmId, Collectors.mapping(RunKey::runId, Collectors.toCollection(ArrayList::new))));
    }

    private static void quietly(KeycloakSessionFactory factory, KeycloakSessionTask work) {
        try {
            KeycloakModelUtils.runJobInTransaction(factory, work);
        } catch (RuntimeException e) {
            LOG.warn("Agent runs could not be closed; the next sweep tries again", e);
        }
    }
}
