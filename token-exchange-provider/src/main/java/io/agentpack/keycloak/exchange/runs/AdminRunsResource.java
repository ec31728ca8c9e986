package io.agentpack.keycloak.exchange.runs;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** {@code {admin}/agents/runs}: all runs of a realm, for administrators who may view clients, and stopping them for those who manage clients. */
public final class AdminRunsResource {
    private static final String RESOURCE_TYPE = "AGENT_RUN";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;

    AdminRunsResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent.resource(RESOURCE_TYPE);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<RunView> list(
            @QueryParam("state") String state,
            @QueryParam("client") String client,
            @QueryParam("subject") String subject,
            @QueryParam("environment") String environment,
            @QueryParam("root") String root,
            @QueryParam("first") @DefaultValue("0") int first,
            @QueryParam("max") @DefaultValue("20") int max) {
        auth.clients().requireView();
        RunQuery query = new RunQuery(
                Optional.ofNullable(state).map(AdminRunsResource::state),
                Optional.ofNullable(client),
                Optional.ofNullable(subject),
                Optional.ofNullable(environment),
                Optional.ofNullable(root),
                first,
                max);
        return views(ledger().list(realm, query));
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public RunView get(@PathParam("id") String id) {
        auth.clients().requireView();
        return RunView.of(find(id), now());
    }

    @GET
    @Path("{id}/tree")
    @Produces(MediaType.APPLICATION_JSON)
    public List<RunView> tree(@PathParam("id") String id) {
        auth.clients().requireView();
        find(id);
        return views(ledger().tree(realm, id).stream());
    }

    @POST
    @Path("{id}/revoke")
    public Response revoke(@PathParam("id") String id, String body) {
        auth.clients().requireManage();
        Response answer = StopRun.answer(
                session,
                realm,
                find(id),
                CauseKind.ADMIN_REVOKED,
                auth.adminAuth().getUser().getId(),
                body);
        adminEvent
                .operation(OperationType.ACTION)
                .resourcePath(session.getContext().getUri())
                .success();
        return answer;
    }

    private RunRecord find(String id) {
        return ledger().find(realm, id).orElseThrow(NotFoundException::new);
    }

    private static RunState state(String value) {
        return RunState.of(value).orElseThrow(() -> new BadRequestException("unknown state"));
    }

    private static List<RunView> views(Stream<RunRecord> runs) {
        Instant now = now();
        return runs.map(run -> RunView.of(run, now)).toList();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    private AgentLedgerProvider ledger() {
        return session.getProvider(AgentLedgerProvider.class);
    }
}
