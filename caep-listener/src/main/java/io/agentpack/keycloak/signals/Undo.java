package io.agentpack.keycloak.signals;

import org.keycloak.models.AbstractKeycloakTransaction;

/** Makes the commit fail, before anything of it is done. */
final class Undo extends AbstractKeycloakTransaction {
    private final RuntimeException reason;

    Undo(RuntimeException reason) {
        this.reason = reason;
    }

    @Override
    protected void commitImpl() {
        throw reason;
    }

    @Override
    protected void rollbackImpl() {}
}
