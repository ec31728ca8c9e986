package io.agentpack.keycloak.exchange.runs;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.end.EndRuns;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;

/** {@code {realm}/agents/runs/{id}}: what an agent may see and end with a live token of a run: that run, and what hangs under it. */
public final class AgentRunsResource {
    private final KeycloakSession session;

    AgentRunsResource(KeycloakSession session) {
        this.session = session;
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public RunTree get(@PathParam("id") String id) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        List<RunRecord> mine =
                ledger().tree(session.getContext().getRealm(), callersRun().id());
        List<RunView> tree = ledger().tree(session.getContext().getRealm(), id).stream()
                .filter(run -> mine.stream().anyMatch(own -> own.id().equals(run.id())))
                .map(run -> RunView.of(run, now))
                .toList();
        if (tree.isEmpty() || !tree.get(0).id().equals(id)) {
            throw new NotFoundException();
        }
        return new RunTree(tree.get(0), tree.subList(1, tree.size()));
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

    private AgentLedgerProvider ledger() {
        return session.getProvider(AgentLedgerProvider.class);
    }
}
