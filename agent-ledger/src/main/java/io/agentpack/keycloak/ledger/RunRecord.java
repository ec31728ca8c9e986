package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.run.RunState;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger remembers of a run, long after its session is gone.
 *
 * @param owner id of the user who answers for it
 * @param chain client ids of the actors, root first, {@code >} between; empty when the agent acts for itself
 * @param scope scopes that the run may use
 * @param cause kind of the cause that ended it
 */
public record RunRecord(
        String id,
        String root,
        Optional<String> parent,
        int depth,
        String issuer,
        String agentUuid,
        String agent,
        String authority,
        String environment,
        String locality,
        String subjectId,
        String owner,
        String chain,
        String attester,
        String instance,
        Optional<String> goal,
        String scope,
        Instant started,
        Instant deadline,
        RunState state,
        Optional<Instant> ended,
        Optional<String> causeId,
        Optional<String> cause) {

    /** How the run stands now: a row that nobody has closed yet is over once its deadline has passed. */
    public RunState stateAt(Instant now) {
        return !state.isFinal() && !now.isBefore(deadline) ? RunState.EXPIRED : state;
    }
}
