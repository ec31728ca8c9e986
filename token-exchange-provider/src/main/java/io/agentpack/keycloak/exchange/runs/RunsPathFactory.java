package io.agentpack.keycloak.exchange.runs;

import io.agentpack.keycloak.exchange.admin.AdminRunsResource;
import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.path.AgentsPathFactory;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code /agents/runs}: for agents in the realm, for administrators in the admin API. */
public final class RunsPathFactory implements AgentsPathFactory {
    @Override
    public AgentsPath create(KeycloakSession session) {
        return new AgentsPath() {
            @Override
            public Optional<Object> inRealm() {
                return Optional.of(new AgentRunsResource(session));
            }

            @Override
            public Optional<Object> inAdmin(
                    RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
                return Optional.of(new AdminRunsResource(session, realm, auth, adminEvent));
            }
        };
    }

    @Override
    public String getId() {
        return "runs";
    }
}
