package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.FromOurPage;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.exchange.page.ShownText;
import io.agentpack.keycloak.exchange.page.SignIn;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;

/**
 * {@code {realm}/agents/my/approvals} in a browser: what waits, what was decided, and for each request the page on which it is decided. Opening a page
 * or a link never decides anything; deciding takes a form of that page and a recent sign-in, and after a sign-in the page comes first.
 */
public final class ApprovalPages {
    /** Longer ones are cut; what people type is one line in the record. */
    private static final int REASON = 1000;

    private final KeycloakSession session;
    private final Addresses addresses;

    public ApprovalPages(KeycloakSession session) {
        this.session = session;
        this.addresses = Addresses.of(session);
    }

    /** Whether it is a browser that asks, and not a program with a token. */
    public static boolean areWanted(KeycloakSession session) {
        var headers = session.getContext().getRequestHeaders();
        return headers.getHeaderString("Authorization") == null
                && headers.getAcceptableMediaTypes().stream()
                        .findFirst()
                        .filter(type -> !type.isWildcardType() && type.isCompatible(MediaType.TEXT_HTML_TYPE))
                        .isPresent();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response list(@QueryParam("first") @DefaultValue("0") int first) {
        return signedIn("approvals", person -> new ShowApprovals(session, person).list(Math.max(0, first)));
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.TEXT_HTML)
    public Response one(@PathParam("id") String id) {
        return signedIn("approvals/" + id, person -> new ShowApprovals(session, person)
                .find(id)
                .map(request -> new ShowApprovals(session, person).one(request, Response.Status.OK, ""))
                .orElseGet(() -> notThere(person)));
    }

    /** A fresh sign-in by Keycloak's own flow, then the same page. */
    @GET
    @Path("{id}/sign-in")
    @Produces(MediaType.TEXT_HTML)
    public Response signInAgain(@PathParam("id") String id) {
        return new SignIn(session).afreshThenGoTo(addresses.page("approvals/" + id));
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response decide(
            @PathParam("id") String id, @FormParam("decision") String decision, @FormParam("reason") String reason) {
        Optional<Person> person = Person.signedIn(session);
        if (person.isEmpty()) {
            return Pages.forNobody(session).problem(Response.Status.UNAUTHORIZED, "agentsMySignedOut");
        }
        return FromOurPage.accepts(session, person.get())
                ? decide(person.get(), id, decision, reason)
                : problem(person.get(), Response.Status.FORBIDDEN, "agentsMyNotFromHere");
    }

    private Response decide(Person person, String id, String decision, String reason) {
        ShowApprovals show = new ShowApprovals(session, person);
        Optional<ApprovalRecord> request = show.find(id);
        if (request.isEmpty()) {
            return notThere(person);
        }
        Optional<DecidingPerson> deciding = DecidingPerson.at(person);
        if (deciding.isEmpty()) {
            return problem(person, Response.Status.FORBIDDEN, "agentsApprovalsImpersonated");
        }
        if (!RecentSignIn.isRecent(deciding.get(), session.getContext().getRealm(), show.now())) {
            return show.one(request.get(), Response.Status.FORBIDDEN, "agentsApprovalsStale");
        }
        Decide decide = new Decide(session, deciding.get());
        Optional<String> why = Optional.of(ShownText.of(reason, REASON)).filter(text -> !text.isEmpty());
        try {
            boolean counts;
            if ("approve".equals(decision)) {
                counts = decide.approve(request.get(), why, show.now());
            } else if ("refuse".equals(decision)) {
                counts = decide.refuse(request.get(), why, show.now());
            } else {
                return problem(person, Response.Status.BAD_REQUEST, "agentsMyNotFromHere");
            }
            return counts ? seeOther(id) : tooLate(person, id);
        } catch (RefusedException impossible) {
            return problem(person, Response.Status.CONFLICT, "agentsApprovalsImpossible");
        }
    }

    /** Another page, so that reading it anew decides nothing anew. */
    private Response seeOther(String id) {
        return Response.seeOther(addresses.page("approvals/" + id)).build();
    }

    /** Somebody was first, the agent took it back, its run is over or time is up: the page says which. */
    private Response tooLate(Person person, String id) {
        ShowApprovals show = new ShowApprovals(session, person);
        return show.find(id)
                .map(request -> show.one(
                        request,
                        Response.Status.CONFLICT,
                        request.stateAt(show.now()) == ApprovalState.PENDING ? "" : "agentsApprovalsTooLate"))
                .orElseGet(() -> notThere(person));
    }

    private Response notThere(Person person) {
        return problem(person, Response.Status.NOT_FOUND, "agentsApprovalsNotThere");
    }

    private Response problem(Person person, Response.Status status, String key) {
        return Pages.of(session, person).problem(status, key);
    }

    private Response signedIn(String comeBackTo, Function<Person, Response> page) {
        return Person.signedIn(session).map(page).orElseGet(() -> new SignIn(session)
                .thenGoTo(addresses.page(comeBackTo)));
    }
}
