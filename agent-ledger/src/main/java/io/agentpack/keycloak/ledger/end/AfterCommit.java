package io.agentpack.keycloak.ledger.end;

import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/** Does something once everything else of the transaction has committed, and nothing when it has not. */
public final class AfterCommit extends AbstractKeycloakTransaction {
    private final Runnable action;

    private AfterCommit(Runnable action) {
        this.action = action;
    }

    public static void of(KeycloakSession session, Runnable action) {
        session.getTransactionManager().enlistAfterCompletion(new AfterCommit(action));
    }

    @Override
    protected void commitImpl() {
        action.run();
    }

    @Override
    protected void rollbackImpl() {}
}
