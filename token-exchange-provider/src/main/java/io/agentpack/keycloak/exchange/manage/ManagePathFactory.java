package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.path.AgentsPathFactory;
import java.util.Optional;
import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSession;

/** {@code {realm}/agents/manage}; not there where the admin API is switched off. */
public final class ManagePathFactory implements AgentsPathFactory {
    @Override
    public AgentsPath create(KeycloakSession session) {
        return new AgentsPath() {
            @Override
            public Optional<Object> inRealm() {
                return Profile.isFeatureEnabled(Profile.Feature.ADMIN_API)
                        ? Optional.of(new ManageResource(session))
                        : Optional.empty();
            }
        };
    }

    @Override
    public String getId() {
        return "manage";
    }
}
