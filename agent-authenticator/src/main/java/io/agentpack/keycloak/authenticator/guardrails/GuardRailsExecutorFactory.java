package io.agentpack.keycloak.authenticator.guardrails;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** <i>Realm settings &gt; Client policies &gt; Profiles &gt; Add executor</i>. */
public final class GuardRailsExecutorFactory implements ClientPolicyExecutorProviderFactory {
    public static final String PROVIDER_ID = "agent-guardrails";

    @Override
    @SuppressWarnings("rawtypes")
    public ClientPolicyExecutorProvider create(KeycloakSession session) {
        return new GuardRailsExecutor(session);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getHelpText() {
        return "Agent guard-rails: what agents must show and may be set to. Refuses to save an agent that does not keep to it, and gives"
                + " no token to one. Clients that are no agents are left alone.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return GuardRailsForm.PROPERTIES;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
