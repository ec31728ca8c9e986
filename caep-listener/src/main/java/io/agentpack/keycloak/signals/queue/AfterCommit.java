package io.agentpack.keycloak.signals.queue;

import org.keycloak.models.AbstractKeycloakTransaction;

/** Does something once everything else of the transaction has committed, and nothing when it has not. */
final class AfterCommit extends AbstractKeycloakTransaction {
    private final Runnable action;

    AfterCommit(Runnable action) {
        this.action = action;
    }

    @Override
    protected void commitImpl() {
        action.run();
    }

    @Override
    protected void rollbackImpl() {}
}
