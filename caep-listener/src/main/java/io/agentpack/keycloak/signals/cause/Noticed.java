package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunsOn;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that ends runs.
 *
 * @param on what the runs hang on
 * @param only the runs it is true for, where not all that hang on it are meant
 */
record Noticed(RunsOn on, Optional<Predicate<RunRecord>> only, CauseKind kind) {

    static Noticed of(CauseKind kind, Hook hook, String value) {
        return new Noticed(RunsOn.of(hook, value), Optional.empty(), kind);
    }

    Noticed and(Hook hook, String value) {
        return new Noticed(on.and(hook, value), only, kind);
    }

    Noticed startedBefore(Instant start) {
        return new Noticed(on.before(start), only, kind);
    }

    /** For what one person's runs decide: each is looked at, in the transaction at hand. */
    Noticed only(Predicate<RunRecord> which) {
        return new Noticed(on, Optional.of(which), kind);
    }
}
