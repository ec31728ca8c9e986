package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.exchange.rest.RunView;
import io.agentpack.keycloak.exchange.rest.RunViews;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code {admin}/agents/runs}: the runs of a realm. */
public final class AdminRunsResource {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Rights rights;
    private final AdminAudit audit;

    public AdminRunsResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.rights = new Rights(realm, auth);
        this.audit = new AdminAudit(adminEvent);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<RunView> list(
            @QueryParam("state") String state,
            @QueryParam("client") String client,
            @QueryParam("subject") String subject,
            @QueryParam("environment") String environment,
            @QueryParam("root") String root,
            @QueryParam("cause_id") String causeId,
            @QueryParam("first") String first,
            @QueryParam("max") String max) {
        Page page = Page.of(first, max);
        RunQuery query = new RunQuery(
                Params.filter("state", state).map(AdminRunsResource::state),
                Params.filter("client", client),
                Params.filter("subject", subject),
                Params.filter("environment", environment),
                Params.filter("root", root),
                Params.filter("cause_id", causeId),
                rights.visibleAgents(session),
                page.first(),
                page.max());
        return RunViews.in(session, realm).of(ledger().list(realm, query));
    }

    @Path("{id}")
    public AdminRunResource run(@PathParam("id") String id) {
        return new AdminRunResource(session, realm, rights, audit, rights.seen(ledger().find(realm, Params.id(id))));
    }

    private static RunState state(String value) {
        return RunState.of(value).orElseThrow(() -> Params.malformed("unknown state"));
    }

    private AgentLedgerProvider ledger() {
        return session.getProvider(AgentLedgerProvider.class);
    }
}
