package io.agentpack.keycloak.authenticator.shape;

import org.keycloak.models.KeycloakSession;
import org.keycloak.validation.ClientValidationProvider;
import org.keycloak.validation.ClientValidationProviderFactory;

/** Takes the place of Keycloak's own, which it calls: the server asks one provider only. */
public final class ValidateAgentFactory implements ClientValidationProviderFactory {
    private final ClientValidationProvider provider = new ValidateAgent();

    @Override
    public ClientValidationProvider create(KeycloakSession session) {
        return provider;
    }

    @Override
    public String getId() {
        return "default";
    }

    @Override
    public int order() {
        return 1;
    }
}
