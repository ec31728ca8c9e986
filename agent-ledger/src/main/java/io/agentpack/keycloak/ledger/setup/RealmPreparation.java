package io.agentpack.keycloak.ledger.setup;

import java.util.List;

/**
 * What {@code {admin}/agents/setup} does, for the page that explains it. Each call checks the administrator's permissions and is recorded as an
 * admin event.
 */
public interface RealmPreparation {
    /** How things stand. */
    SetupState state();

    /** What {@link #prepare()} would change now, in this order; empty when there is nothing to do. */
    List<SetupStep> plan();

    /** What {@link #undo()} would change now, in this order. */
    List<SetupStep> undoPlan();

    SetupAnswer prepare();

    SetupAnswer undo();
}
