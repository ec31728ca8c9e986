package io.agentpack.keycloak.signals;

import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;

/**
 * Tells whoever asked for a stop that it did not happen. Keycloak swallows what listeners throw and what happens during a rollback, and would
 * answer as if the stop had worked; an error while the session closes is the one thing that still reaches the answer.
 */
final class UndoneError extends Error {
    private static final long serialVersionUID = 1L;

    private UndoneError(RuntimeException reason) {
        super("Runs could not be ended, so that what would have ended them was undone", reason);
    }

    /** Rolls everything of this session back and makes its request fail. */
    static void of(KeycloakSession session, RuntimeException reason) {
        session.getTransactionManager().setRollbackOnly();
        Provider undo = () -> {
            throw new UndoneError(reason);
        };
        session.enlistForClose(undo);
    }
}
