package io.agentpack.keycloak.ledger.path;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code {admin}/agents}: hands over to the module that serves the next segment. */
public final class AgentsAdminResource {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;

    AgentsAdminResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Object index() {
        return Optional.ofNullable(session.getProvider(AgentsPath.class, AgentsPath.INDEX))
                .flatMap(path ->
                        path.index(realm, auth, session.getContext().getUri().getQueryParameters()))
                .orElseThrow(NotFoundException::new);
    }

    @Path("{segment}")
    public Object segment(@PathParam("segment") String segment) {
        return Optional.ofNullable(session.getProvider(AgentsPath.class, segment))
                .flatMap(path -> path.inAdmin(realm, auth, adminEvent))
                .orElseThrow(NotFoundException::new);
    }
}
