package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.approvals.ApprovalPages;
import io.agentpack.keycloak.exchange.approvals.MyApprovalsResource;
import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.FromOurPage;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.exchange.page.SignIn;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.exchange.runs.MyRunsResource;
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
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;

/** {@code {realm}/agents/my}: the pages for people, and JSON for other programs of theirs under {@code runs} and, for who asks for it, {@code approvals}. Only a POST changes anything. */
public final class MyResource {
    private final KeycloakSession session;

    MyResource(KeycloakSession session) {
        this.session = session;
    }

    @Path("runs")
    public MyRunsResource runs() {
        return new MyRunsResource(session);
    }

    @Path("approvals")
    public Object approvals() {
        return ApprovalPages.areWanted(session) ? new ApprovalPages(session) : new MyApprovalsResource(session);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response overview(@QueryParam("first") @DefaultValue("0") int first) {
        return shown("", person -> new Overview(session, person).page(from(first)));
    }

    @GET
    @Path("history")
    @Produces(MediaType.TEXT_HTML)
    public Response history(@QueryParam("first") @DefaultValue("0") int first) {
        return shown("history", person -> new Overview(session, person).history(from(first)));
    }

    @GET
    @Path("task/{id}")
    @Produces(MediaType.TEXT_HTML)
    public Response task(@PathParam("id") String id, @QueryParam("first") @DefaultValue("0") int first) {
        return shown("", person -> new Overview(session, person).task(Params.id(id), from(first)));
    }

    @GET
    @Path("settings")
    @Produces(MediaType.TEXT_HTML)
    public Response settings(@QueryParam("saved") @DefaultValue("false") boolean saved) {
        return shown("settings", person -> new SettingsPage(session, person).show(saved));
    }

    @POST
    @Path("settings")
    @Produces(MediaType.TEXT_HTML)
    public Response saveSettings() {
        return changed(person -> new SettingsPage(session, person).save());
    }

    @GET
    @Path("stop/{what}/{id}")
    @Produces(MediaType.TEXT_HTML)
    public Response beforeStop(@PathParam("what") String what, @PathParam("id") String id) {
        return shown("", person -> new StopPages(session, person).before(target(person, what, id)));
    }

    @POST
    @Path("stop/{what}/{id}")
    @Produces(MediaType.TEXT_HTML)
    public Response stop(@PathParam("what") String what, @PathParam("id") String id) {
        return changed(person -> new StopPages(session, person).stop(target(person, what, id)));
    }

    @GET
    @Path("stopped/{cause}")
    @Produces(MediaType.TEXT_HTML)
    public Response afterStop(@PathParam("cause") String cause) {
        return shown("stopped/" + cause, person -> new StopPages(session, person).after(cause));
    }

    @GET
    @Path("permissions/{app}/{agent}")
    @Produces(MediaType.TEXT_HTML)
    public Response beforeWithdrawal(@PathParam("app") String app, @PathParam("agent") String agent) {
        return shown("", person -> new PermissionPages(session, person).before(app, agent));
    }

    @POST
    @Path("permissions/{app}/{agent}")
    @Produces(MediaType.TEXT_HTML)
    public Response withdraw(@PathParam("app") String app, @PathParam("agent") String agent) {
        return changed(person -> new PermissionPages(session, person).withdraw(app, agent));
    }

    /** Nobody reads on beyond. */
    private static int from(int first) {
        return Math.min(Math.max(0, first), MyRuns.MOST);
    }

    private StopTarget target(Person person, String what, String id) {
        return StopTarget.of(session, person, what, id).orElseThrow(NotFoundException::new);
    }

    /** @param comeBackTo where to go after signing in; never to a page that asks to confirm something */
    private Response shown(String comeBackTo, Function<Person, Response> page) {
        return Person.signedIn(session).map(page).orElseGet(() -> new SignIn(session)
                .thenGoTo(Addresses.of(session).page(comeBackTo)));
    }

    /** A form that comes without a session is not carried through a sign-in: the person is told, and starts again. */
    private Response changed(Function<Person, Response> change) {
        return Person.signedIn(session)
                .map(person -> FromOurPage.accepts(session, person)
                        ? change.apply(person)
                        : Pages.of(session, person).problem(Response.Status.FORBIDDEN, "agentsMyNotFromHere"))
                .orElseGet(() -> Pages.forNobody(session).problem(Response.Status.UNAUTHORIZED, "agentsMySignedOut"));
    }
}
