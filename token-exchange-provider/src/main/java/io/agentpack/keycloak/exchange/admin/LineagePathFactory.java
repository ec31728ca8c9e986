package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.path.AgentsPathFactory;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code {admin}/agents/lineage}. */
public final class LineagePathFactory implements AgentsPathFactory {
    @Override
    public AgentsPath create(KeycloakSession session) {
        return new AgentsPath() {
            @Override
            public Optional<Object> inAdmin(
                    RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
                return Optional.of(new LineageResource(session, realm, new Rights(realm, auth)));
            }
        };
    }

    @Override
    public String getId() {
        return "lineage";
    }
}
