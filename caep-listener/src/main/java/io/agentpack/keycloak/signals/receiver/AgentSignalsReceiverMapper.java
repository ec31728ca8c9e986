package io.agentpack.keycloak.signals.receiver;

import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Makes a client a receiver of signals. It is a protocol mapper because that is the one form that every admin console shows for any client; it has
 * none of the token interfaces, so no token changes by it.
 */
public final class AgentSignalsReceiverMapper extends AbstractOIDCProtocolMapper {
    public static final String ID = "agent-signals-receiver";

    private static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(ReceiverSettings.PUSH_URL)
            .label("Push URL")
            .helpText(
                    "Where this API takes security event tokens (RFC 8935): an https address. Keycloak sends a POST there whenever a run of"
                            + " an agent ends whose tokens this API accepted or could have accepted.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .required(true)
            .add()
            .property()
            .name(ReceiverSettings.PUSH_AUTHORIZATION)
            .label("Push authorization")
            .helpText(
                    "What to send as the Authorization header, for example: Bearer and a token that the API knows. Use ${vault.name} to keep it"
                            + " in a vault instead of the realm. Leave empty to send none.")
            .type(ProviderConfigProperty.PASSWORD)
            .secret(true)
            .add()
            .property()
            .name(ReceiverSettings.SCOPE)
            .label("Which runs")
            .helpText(
                    "touched: runs that got a token for this API. all: every run of this realm, for a gateway or an audit system.")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(ReceiverSettings.TOUCHED, ReceiverSettings.ALL)
            .defaultValue(ReceiverSettings.TOUCHED)
            .add()
            .build();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayCategory() {
        return "Agent signals";
    }

    @Override
    public String getDisplayType() {
        return "Agent signals receiver";
    }

    @Override
    public String getHelpText() {
        return "Tells this API at once when a run of an agent is stopped, so that it can refuse the run's tokens before they expire. Changes no token.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    @Override
    public void validateConfig(
            KeycloakSession session,
            RealmModel realm,
            ProtocolMapperContainerModel container,
            ProtocolMapperModel mapper)
            throws ProtocolMapperConfigException {
        Map<String, String> config = mapper.getConfig() == null ? Map.of() : mapper.getConfig();
        try {
            PushTarget.of(config.get(ReceiverSettings.PUSH_URL), PushRules.ofServer());
        } catch (PushRefusedException e) {
            throw refused(e.getMessage());
        }
        if (!ReceiverSettings.isHeaderValue(config.getOrDefault(ReceiverSettings.PUSH_AUTHORIZATION, ""))) {
            throw refused("The push authorization must be one line of plain characters");
        }
        String scope = config.getOrDefault(ReceiverSettings.SCOPE, ReceiverSettings.TOUCHED);
        if (!List.of(ReceiverSettings.TOUCHED, ReceiverSettings.ALL).contains(scope)) {
            throw refused("Which runs must be touched or all");
        }
    }

    /** Keycloak fails on an exception without a message key; the sentence is its own key and its own default. */
    private static ProtocolMapperConfigException refused(String sentence) {
        return new ProtocolMapperConfigException(sentence, sentence);
    }
}
