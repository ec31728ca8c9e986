package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.end.EndRuns;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Ends the runs that something noticed is the end of, in the transaction in which it happened. */
final class EndNoticed {
    private final AgentLedgerProvider ledger;
    private final RealmModel realm;
    private final EndRuns end;

    EndNoticed(KeycloakSession session, RealmModel realm) {
        this.ledger = session.getProvider(AgentLedgerProvider.class);
        this.realm = realm;
        this.end = EndRuns.in(session, realm);
    }

    /** @param by id of the user who made it happen, where one did */
    void of(List<Noticed> noticed, Optional<String> by) {
        noticed.forEach(each -> of(each, by));
    }

    private void of(Noticed noticed, Optional<String> by) {
        if (noticed.only().isEmpty()) {
            end.on(noticed.on(), noticed.kind(), by, Optional.empty());
            return;
        }
        end.because(noticed.kind(), matching(noticed.on(), noticed.only().get()), by, Optional.empty());
    }

    private List<String> matching(RunsOn runs, Predicate<RunRecord> only) {
        return runs.all().entrySet().stream()
                .map(on -> ledger.liveOn(realm, on.getKey(), on.getValue()))
                .reduce((some, others) -> some.stream().filter(others::contains).toList())
                .orElse(List.of())
                .stream()
                .filter(run -> matches(run, only))
                .toList();
    }

    private boolean matches(String runId, Predicate<RunRecord> only) {
        return ledger.find(realm, runId).filter(only).isPresent();
    }
}
