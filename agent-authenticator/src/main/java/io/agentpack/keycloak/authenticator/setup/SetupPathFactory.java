package io.agentpack.keycloak.authenticator.setup;

import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.path.AgentsPathFactory;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Serves {@code {admin}/agents/setup}. */
public final class SetupPathFactory implements AgentsPathFactory {

    @Override
    public String getId() {
        return "setup";
    }

    @Override
    public AgentsPath create(KeycloakSession session) {
        return new AgentsPath() {
            @Override
            public Optional<Object> inAdmin(
                    RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
                return Optional.of(new SetupResource(session, realm, auth, adminEvent));
            }
        };
    }
}
