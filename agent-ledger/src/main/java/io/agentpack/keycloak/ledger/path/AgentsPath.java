package io.agentpack.keycloak.ledger.path;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** What is served under {@code {realm}/agents/<id>} or {@code {admin}/agents/<id>}; the factory's id is the path segment. */
public interface AgentsPath extends Provider {
    String INDEX = "agents";

    /** A JAX-RS sub-resource for {@code {realm}/agents/<id>}. It authenticates whoever asks. */
    default Optional<Object> inRealm() {
        return Optional.empty();
    }

    /** A JAX-RS sub-resource for {@code {admin}/agents/<id>}. It checks the administrator's permissions. */
    default Optional<Object> inAdmin(RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        return Optional.empty();
    }

    /** The answer to {@code GET {admin}/agents} itself; for the one path with the id {@value #INDEX}. */
    default Optional<Object> index(
            RealmModel realm, AdminPermissionEvaluator auth, MultivaluedMap<String, String> query) {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
