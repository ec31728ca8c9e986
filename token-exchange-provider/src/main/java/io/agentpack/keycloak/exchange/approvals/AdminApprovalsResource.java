package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.approval.ApprovalQuery;
import io.agentpack.keycloak.ledger.approval.Approvals;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code {admin}/agents/approvals}: what agents have asked for, and what became of it. Administrators look; deciding is the approver's. */
public final class AdminApprovalsResource {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());

    AdminApprovalsResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<ApprovalView> list(
            @QueryParam("state") String state,
            @QueryParam("run") String run,
            @QueryParam("first") String first,
            @QueryParam("max") String max) {
        auth.clients().requireView();
        Page page = Page.of(first, max);
        ApprovalQuery query = new ApprovalQuery(
                MyApprovalsResource.state(state),
                Params.filter("run", run),
                Optional.empty(),
                page.first(),
                page.max());
        Approvals approvals = Approvals.in(session);
        return approvals.list(realm, query, now).stream()
                .map(request -> ApprovalView.of(request, now, approvals.isIntact(request)))
                .toList();
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public ApprovalView get(@PathParam("id") String id) {
        auth.clients().requireView();
        Approvals approvals = Approvals.in(session);
        return approvals
                .find(realm, Params.id(id))
                .map(request -> ApprovalView.of(request, now, approvals.isIntact(request)))
                .orElseThrow(NotFoundException::new);
    }
}
