package io.agentpack.keycloak.ledger.cascade;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.RunsOn;
import java.time.Instant;

/** A cause that hits more runs than its transaction could hold: all that hang on something and started before it. */
public record WideStop(String realmId, RunsOn runs, CauseKind kind, Instant at) {
    public boolean hits(String inRealm, Run run) {
        return realmId.equals(inRealm) && !run.started().isAfter(at) && runs.include(realmId, run);
    }
}
