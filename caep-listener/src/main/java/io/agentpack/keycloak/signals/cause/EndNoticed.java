package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunRecord;
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
        noticed.forEach(each -> end.because(each.kind(), runs(each), by, Optional.empty()));
    }

    private List<String> runs(Noticed noticed) {
        return noticed.on().stream()
                .map(on -> ledger.liveOn(realm, on.hook(), on.value()))
                .reduce((some, others) -> some.stream().filter(others::contains).toList())
                .orElse(List.of())
                .stream()
                .filter(run -> noticed.only().map(only -> matches(run, only)).orElse(true))
                .toList();
    }

    private boolean matches(String runId, Predicate<RunRecord> only) {
        return ledger.find(realm, runId).filter(only).isPresent();
    }
}
