package io.agentpack.keycloak.exchange.manage;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;

/** {@code {login realm}/agents/manage/{realm}}: every page about one realm. Only a POST changes anything. */
@Produces(MediaType.TEXT_HTML)
public final class ManageRealmResource {
    private final KeycloakSession session;
    private final Admission admission;
    private final String realm;

    ManageRealmResource(KeycloakSession session, Admission admission, String realm) {
        this.session = session;
        this.admission = admission;
        this.realm = realm;
    }

    @GET
    public Response agents() {
        return read(desk -> new AgentsPage(desk).list(query()));
    }

    @GET
    @Path("agent/{uuid}")
    public Response agent(@PathParam("uuid") String uuid) {
        return read(desk -> new AgentsPage(desk).one(uuid), "agent", uuid);
    }

    @GET
    @Path("runs")
    public Response runs() {
        return read(desk -> new RunsPage(desk).list(query()), "runs");
    }

    @GET
    @Path("person/{id}")
    public Response person(@PathParam("id") String id) {
        return read(desk -> new RunsPage(desk).person(id), "person", id);
    }

    @GET
    @Path("run/{id}")
    public Response run(@PathParam("id") String id, @QueryParam("live") String live) {
        return read(desk -> new RunPage(desk, id).show(live != null), "run", id);
    }

    @GET
    @Path("run/{id}/{act}")
    public Response beforeAct(@PathParam("id") String id, @PathParam("act") String act) {
        return read(desk -> new ActPages(desk, id, act).before(), "run", id);
    }

    @POST
    @Path("run/{id}/{act}")
    public Response act(@PathParam("id") String id, @PathParam("act") String act) {
        return change(desk -> new ActPages(desk, id, act).now(sent("reason")));
    }

    @GET
    @Path("stop")
    public Response beforeStop(@QueryParam("what") String what, @QueryParam("name") String name) {
        return read(desk -> new StopPages(desk, what, name).before());
    }

    @POST
    @Path("stop")
    public Response stop(@QueryParam("what") String what, @QueryParam("name") String name) {
        return change(desk -> new StopPages(desk, what, name).now(sent("reason")));
    }

    @GET
    @Path("cause/{id}")
    public Response cause(@PathParam("id") String id, @QueryParam("live") String live) {
        return read(desk -> new CausePage(desk, id).show(live != null), "cause", id);
    }

    @GET
    @Path("lineage")
    public Response lineage(@QueryParam("token") String token) {
        return read(desk -> new LineagePage(desk).ofToken(token), "runs");
    }

    @GET
    @Path("setup")
    public Response setup(@QueryParam("done") String done) {
        return read(desk -> new SetupPages(desk).show(done), "setup");
    }

    @POST
    @Path("setup/prepare")
    public Response prepare() {
        return change(desk -> new SetupPages(desk).prepare());
    }

    @GET
    @Path("setup/undo")
    public Response beforeUndo() {
        return read(desk -> new SetupPages(desk).beforeUndo(), "setup");
    }

    @POST
    @Path("setup/undo")
    public Response undo() {
        return change(desk -> new SetupPages(desk).undo());
    }

    /** @param comeBackTo segments of the page to go to after signing in; none for the first one */
    private Response read(Function<Desk, Response> page, String... comeBackTo) {
        String[] segments = new String[comeBackTo.length + 1];
        segments[0] = realm;
        System.arraycopy(comeBackTo, 0, segments, 1, comeBackTo.length);
        return admission.read(
                admission.addresses().page(Map.of(), segments),
                (who, shown) -> page.apply(Desk.open(session, who, shown, admission.addresses(), realm)));
    }

    private Response change(Function<Desk, Response> change) {
        return admission.change(
                (who, shown) -> change.apply(Desk.open(session, who, shown, admission.addresses(), realm)));
    }

    private Map<String, String> query() {
        MultivaluedMap<String, String> sent = session.getContext().getUri().getQueryParameters();
        Map<String, String> query = new TreeMap<>();
        sent.keySet().forEach(name -> query.put(name, sent.getFirst(name)));
        return query;
    }

    private Optional<String> sent(String field) {
        return Optional.ofNullable(session.getContext()
                        .getHttpRequest()
                        .getDecodedFormParameters()
                        .getFirst(field))
                .filter(text -> !text.isBlank());
    }
}
