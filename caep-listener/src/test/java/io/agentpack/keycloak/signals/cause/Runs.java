package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.Optional;

/** Runs of {@code planner} for alice, attested by {@code factory} in production. */
final class Runs {
    private Runs() {}

    static RunRecord startedAt(Instant started) {
        return new RunRecord(
                "run-1",
                "run-1",
                Optional.empty(),
                0,
                "https://kc.example/realms/r",
                "uuid-planner",
                "planner",
                "delegated",
                "production",
                "remote",
                "alice",
                "alice",
                "planner",
                "factory",
                "instance",
                Optional.empty(),
                "mail",
                started,
                started.plusSeconds(3600),
                RunState.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
