package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.exchange.rest.EndRequest;
import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.rest.RunView;
import io.agentpack.keycloak.exchange.rest.RunViews;
import io.agentpack.keycloak.exchange.rest.StopRun;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import io.agentpack.keycloak.ledger.outbox.SignalOutbox;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** {@code {admin}/agents/runs/{id}}: one run that the administrator may see. */
@Consumes({EndRequest.JSON, EndRequest.TEXT, EndRequest.FORM})
public final class AdminRunResource {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Rights rights;
    private final ActOnRun act;
    private final RunRecord run;

    AdminRunResource(KeycloakSession session, RealmModel realm, Rights rights, AdminAudit audit, RunRecord run) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
        this.act = new ActOnRun(session, realm, rights, audit, run);
        this.run = run;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public RunView get() {
        return RunViews.in(session, realm).of(run);
    }

    @GET
    @Path("tree")
    @Produces(MediaType.APPLICATION_JSON)
    public List<RunView> tree(@QueryParam("first") String first, @QueryParam("max") String max) {
        Page page = Page.of(first, max);
        return RunViews.in(session, realm)
                .of(RunReports.in(session).tree(run, page.first(), page.max()).stream()
                        .filter(rights::see));
    }

    @GET
    @Path("impact")
    @Produces(MediaType.APPLICATION_JSON)
    public Impact impact() {
        return Impact.of(session, realm, List.of(run.id()));
    }

    @GET
    @Path("deliveries")
    @Produces(MediaType.APPLICATION_JSON)
    public List<DeliveryView> deliveries(@QueryParam("first") String first, @QueryParam("max") String max) {
        Page page = Page.of(first, max);
        return SignalOutbox.in(session).ofRun(realm.getId(), run.id()).stream()
                .skip(page.first())
                .limit(page.max())
                .map(signal -> DeliveryView.of(signal, realm))
                .toList();
    }

    /** Dead letters are sent again, with all attempts to come. */
    @POST
    @Path("deliveries/retry")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Integer> retry() {
        return Map.of("queued", act.retry());
    }

    @POST
    @Path("revoke")
    public Response revoke(String body) {
        rights.requireManage(run);
        return answer(act.stop(EndRequest.reason(body)), "The run is over already.");
    }

    @POST
    @Path("suspend")
    public Response suspend(String body) {
        rights.requireManage(run);
        return answer(act.suspend(EndRequest.reason(body)), "The run is not active.");
    }

    @POST
    @Path("resume")
    public Response resume(String body) {
        rights.requireManage(run);
        return answer(act.resume(EndRequest.reason(body)), "The run is not suspended.");
    }

    private static Response answer(boolean done, String why) {
        return done ? Response.noContent().build() : StopRun.conflict(why);
    }
}
