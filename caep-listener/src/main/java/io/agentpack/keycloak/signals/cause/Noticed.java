package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that ends runs.
 *
 * @param on what the runs hang on: all of it
 * @param only the runs it is true for, where not all that hang on it are meant
 */
record Noticed(List<On> on, Optional<Predicate<RunRecord>> only, CauseKind kind) {

    static Noticed of(CauseKind kind, Hook hook, String value) {
        return new Noticed(List.of(new On(hook, value)), Optional.empty(), kind);
    }

    Noticed and(Hook hook, String value) {
        return new Noticed(List.of(on.get(0), new On(hook, value)), only, kind);
    }

    Noticed only(Predicate<RunRecord> which) {
        return new Noticed(on, Optional.of(which), kind);
    }
}
