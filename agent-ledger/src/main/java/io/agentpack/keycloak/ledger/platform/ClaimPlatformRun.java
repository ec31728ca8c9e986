package io.agentpack.keycloak.ledger.platform;

import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.jpa.PlatformRunRows;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTaskWithResult;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * One run for one platform run, however many ask for it at a time on however many nodes: who comes first starts it, the others wait until it is
 * there. Nobody's failure keeps the name taken.
 */
public final class ClaimPlatformRun {
    /** A start takes milliseconds; whoever has not finished after this is taken to be gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(25);

    private final KeycloakSession session;
    private final KeycloakSessionFactory server;
    private final PlatformRun run;

    private ClaimPlatformRun(KeycloakSession session, PlatformRun run) {
        this.session = session;
        this.server = session.getKeycloakSessionFactory();
        this.run = run;
    }

    /**
     * The id of the run that this platform run stands for.
     *
     * @param isNew whether the caller is to start it, in the transaction at hand; if that fails, the claim is given back
     */
    public record Claim(String runId, boolean isNew) {}

    public static Claim of(KeycloakSession session, PlatformRun run) {
        return new ClaimPlatformRun(session, run).claim();
    }

    private Claim claim() {
        Instant giveUp = now().plus(PATIENCE).plus(PATIENCE);
        while (true) {
            Optional<PlatformRunRows.Row> row =
                    apart(own -> PlatformRunRows.in(own).find(run));
            if (row.isPresent() && row.get().isKept()) {
                awaitSession(row.get().runId());
                return new Claim(row.get().runId(), false);
            }
            String mine = RunSessions.newId();
            if (row.isEmpty() ? claimed(mine) : isStale(row.get()) && takenOver(row.get(), mine)) {
                return keep(mine);
            }
            if (now().isAfter(giveUp)) {
                throw new IllegalStateException("a platform run can't be claimed");
            }
            pause();
        }
    }

    private boolean claimed(String mine) {
        try {
            return apart(own -> {
                PlatformRunRows.in(own).claim(run, mine, now());
                return true;
            });
        } catch (RuntimeException another) {
            // Somebody else's row came first: it will be found. If it was anything else, nobody's row will be, and the
            // wait ends.
            return false;
        }
    }

    private boolean isStale(PlatformRunRows.Row row) {
        return row.claimedAt().plus(PATIENCE).isBefore(now());
    }

    private boolean takenOver(PlatformRunRows.Row stale, String mine) {
        return apart(own -> PlatformRunRows.in(own).takeOver(run, stale, mine, now()));
    }

    private Claim keep(String mine) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {}

            @Override
            protected void rollbackImpl() {
                apart(own -> {
                    PlatformRunRows.in(own).release(run, mine);
                    return null;
                });
            }
        });
        if (!PlatformRunRows.in(session).keep(run, mine)) {
            throw new IllegalStateException("a claim was taken over within " + PATIENCE);
        }
        return new Claim(mine, true);
    }

    /** Sessions become visible a moment after the row. */
    private void awaitSession(String runId) {
        while (apart(own -> isAppearing(own, runId))) {
            pause();
        }
    }

    private boolean isAppearing(KeycloakSession own, String runId) {
        RealmModel realm = own.realms().getRealm(run.realmId());
        own.getContext().setRealm(realm);
        return own.getProvider(AgentLedgerProvider.class)
                        .find(realm, runId)
                        .filter(record -> !record.state().isFinal()
                                && record.started().plusSeconds(1).isAfter(now()))
                        .isPresent()
                && !RunSessions.isRun(own.sessions().getUserSession(realm, runId));
    }

    private <T> T apart(KeycloakSessionTaskWithResult<T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(server, work);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
