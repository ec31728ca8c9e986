package io.agentpack.keycloak.authenticator.shape;

import io.agentpack.keycloak.ledger.AgentClients;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientModel.ClientRemovedEvent;
import org.keycloak.models.ClientModel.ClientUpdatedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Notices agents that are created, changed or removed. Keycloak publishes {@code ClientUpdatedEvent} for new clients too, but before all of their
 * properties are set; so a client is shaped when the transaction is about to commit.
 */
public final class AgentClientListener implements ProviderEventListener {

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof ClientUpdatedEvent updated) {
            ClientModel client = updated.getUpdatedClient();
            RefuseRegistration.check(updated.getKeycloakSession(), client);
            if (AgentClients.isAgent(client)) {
                ShapeBeforeCommit.of(updated.getKeycloakSession()).add(client);
            } else {
                ConsentScope.remove(updated.getKeycloakSession(), client);
            }
        } else if (event instanceof ClientRemovedEvent removed) {
            ConsentScope.remove(removed.getKeycloakSession(), removed.getClient());
        }
    }
}
