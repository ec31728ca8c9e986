package io.agentpack.keycloak.ledger.path;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** {@code {realm}/agents}: hands over to the module that serves the next segment. */
public final class AgentsRealmResource implements RealmResourceProvider {
    private final KeycloakSession session;

    AgentsRealmResource(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return this;
    }

    @Path("{segment}")
    public Object segment(@PathParam("segment") String segment) {
        return Optional.ofNullable(session.getProvider(AgentsPath.class, segment))
                .flatMap(AgentsPath::inRealm)
                .orElseThrow(NotFoundException::new);
    }

    @Override
    public void close() {}
}
