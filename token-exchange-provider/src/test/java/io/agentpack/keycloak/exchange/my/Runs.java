package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs for tests of what a page shows. */
final class Runs {
    private Runs() {}

    static RunRecord run(String id, String parent) {
        return new RunRecord(
                id,
                "root",
                Optional.ofNullable(parent),
                0,
                "https://kc.example.org/realms/acme",
                "uuid",
                "planner",
                "delegated",
                "development",
                "remote",
                "alice",
                "alice",
                "planner",
                "acme",
                "instance",
                Optional.empty(),
                "calendar:read",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(3600),
                RunState.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A run, and so many directly under it. */
    static List<RunRecord> star(String top, int children) {
        List<RunRecord> all = new ArrayList<>(List.of(run(top, null)));
        for (int i = 0; i < children; i++) {
            all.add(run(top + "-" + i, top));
        }
        return all;
    }
}
