package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Ends the runs that something noticed is the end of, in the transaction in which it happened. */
final class EndRuns {
    private final AgentLedgerProvider ledger;
    private final RealmModel realm;

    EndRuns(KeycloakSession session, RealmModel realm) {
        this.ledger = session.getProvider(AgentLedgerProvider.class);
        this.realm = realm;
    }

    /** @param by id of the user who made it happen, where one did */
    void of(List<Noticed> noticed, Optional<String> by) {
        for (Noticed each : noticed) {
            List<String> runs = runs(each).toList();
            if (!runs.isEmpty()) {
                Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
                String id = UUID.randomUUID().toString();
                ledger.end(realm, runs, new Cause(id, each.kind(), now, by, Optional.empty()));
            }
        }
    }

    private Stream<String> runs(Noticed noticed) {
        return noticed.on().stream()
                .map(on -> ledger.liveOn(realm, on.hook(), on.value()))
                .reduce((some, others) -> some.stream().filter(others::contains).toList())
                .orElse(List.of())
                .stream()
                .filter(run -> noticed.only().map(only -> matches(run, only)).orElse(true));
    }

    private boolean matches(String runId, Predicate<RunRecord> only) {
        return ledger.find(realm, runId).filter(only).isPresent();
    }
}
