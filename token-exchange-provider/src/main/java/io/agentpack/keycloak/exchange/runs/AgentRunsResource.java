package io.agentpack.keycloak.exchange.runs;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.exchange.rest.Bearer;
import io.agentpack.keycloak.exchange.rest.EndRequest;
import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.exchange.rest.RunViews;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.end.EndRuns;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** {@code {realm}/agents/runs/{id}}: what an agent may see and end with a live token of a run: that run, and what hangs under it. */
@Consumes({EndRequest.JSON, EndRequest.TEXT, EndRequest.FORM})
public final class AgentRunsResource {
    private final KeycloakSession session;

    AgentRunsResource(KeycloakSession session) {
        this.session = session;
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public RunTree get(@PathParam("id") String id, @QueryParam("first") String first, @QueryParam("max") String max) {
        Run caller = callersRun();
        Page page = Page.of(first, max);
        RunReports reports = RunReports.in(session);
        RunRecord top = session.getProvider(AgentLedgerProvider.class)
                .find(session.getContext().getRealm(), Params.id(id))
                .filter(run -> reports.isUnder(run, caller.id()))
                .orElseThrow(NotFoundException::new);
        RunViews views = RunViews.in(session, session.getContext().getRealm());
        // The run itself comes first in its tree, so that the page of what is under it begins after it.
        return new RunTree(views.of(top), views.of(reports.tree(top, page.first() + 1, page.max()).stream()));
    }

    @POST
    @Path("{id}/complete")
    public Response complete(@PathParam("id") String id, String body) {
        return end(id, CauseKind.COMPLETED, body);
    }

    @POST
    @Path("{id}/revoke")
    public Response revoke(@PathParam("id") String id, String body) {
        return end(id, CauseKind.AGENT_REVOKED, body);
    }

    private Response end(String id, CauseKind kind, String body) {
        Run run = callersRun();
        if (!run.id().equals(id)) {
            throw new NotFoundException();
        }
        EndRuns.here(session).because(kind, List.of(id), Optional.empty(), EndRequest.reason(body));
        return Response.noContent().build();
    }

    private Run callersRun() {
        return RunSessions.read(Bearer.of(session).session()).orElseThrow(() -> new NotAuthorizedException("Bearer"));
    }
}
