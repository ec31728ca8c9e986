package io.agentpack.keycloak.authenticator.shape;

import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.ledger.AgentClients;
import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.validation.ClientValidationContext;
import org.keycloak.validation.ClientValidationProvider;
import org.keycloak.validation.DefaultClientValidationProvider;
import org.keycloak.validation.ValidationContext;
import org.keycloak.validation.ValidationResult;

/**
 * Keycloak's own checks of a client that is saved, and for agents those of their settings: what can't be is refused with its reason, so that nobody
 * finds out from an agent that does not work. What is only missing may come later; until then the agent gets nothing.
 */
final class ValidateAgent implements ClientValidationProvider {
    /** Stand for what is not there yet. */
    private static final Map<String, String> MISSING = Map.of(
            AgentAttributes.AUTHORITY, "delegated", AgentAttributes.ATTESTERS, "any", AgentAttributes.OWNER, "anybody");

    private final ClientValidationProvider keycloaks = new DefaultClientValidationProvider();

    @Override
    public ValidationResult validate(ValidationContext<ClientModel> client) {
        addProblems(client);
        return keycloaks.validate(client);
    }

    @Override
    public ValidationResult validate(ClientValidationContext.OIDCContext client) {
        addProblems(client);
        return keycloaks.validate(client);
    }

    private static void addProblems(ValidationContext<ClientModel> context) {
        ClientModel client = context.getObjectToValidate();
        if (AgentClients.isAgent(client)) {
            AgentProfile.read(client.getClientId(), name -> given(client, name))
                    .problems()
                    .forEach(context::addError);
        }
    }

    private static String given(ClientModel client, String name) {
        String value = client.getAttribute(name);
        return value == null || value.isBlank() ? MISSING.get(name) : value;
    }
}
