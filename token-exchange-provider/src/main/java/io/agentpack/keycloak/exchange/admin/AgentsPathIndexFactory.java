package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.path.AgentsPath;
import io.agentpack.keycloak.ledger.path.AgentsPathFactory;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code GET {admin}/agents?owner&owner_missing&first&max}. */
public final class AgentsPathIndexFactory implements AgentsPathFactory {
    @Override
    public AgentsPath create(KeycloakSession session) {
        return new AgentsPath() {
            @Override
            public Optional<Object> index(
                    RealmModel realm, AdminPermissionEvaluator auth, MultivaluedMap<String, String> query) {
                return Optional.of(new ListAgents(session, realm, new Rights(realm, auth))
                        .page(
                                Params.filter("owner", query.getFirst("owner")),
                                Boolean.parseBoolean(query.getFirst("owner_missing")),
                                Page.of(query.getFirst("first"), query.getFirst("max"))));
            }
        };
    }

    @Override
    public String getId() {
        return AgentsPath.INDEX;
    }
}
