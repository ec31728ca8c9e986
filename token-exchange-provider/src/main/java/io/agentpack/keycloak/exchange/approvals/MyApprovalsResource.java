package io.agentpack.keycloak.exchange.approvals;

import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.exchange.rest.EndRequest;
import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import jakarta.ws.rs.Consumes;
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
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorResponseException;

/**
 * {@code {realm}/agents/my/approvals}: what agents ask for and this person decides. Looking changes nothing; to decide, the person must have
 * signed in a short while ago.
 */
@Consumes({EndRequest.JSON, EndRequest.TEXT, EndRequest.FORM})
public final class MyApprovalsResource {
    private final KeycloakSession session;
    private final Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());

    public MyApprovalsResource(KeycloakSession session) {
        this.session = session;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<ApprovalView> list(
            @QueryParam("state") String state, @QueryParam("first") String first, @QueryParam("max") String max) {
        DecidingPerson person = DecidingPerson.calling(session);
        Page page = Page.of(first, max);
        return new MyRequests(session, person.user(), now)
                .list(state(state), page.first(), page.max()).stream()
                        .map(request -> ApprovalView.of(request, now))
                        .toList();
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public ApprovalView get(@PathParam("id") String id) {
        return ApprovalView.of(asked(id, DecidingPerson.calling(session)), now);
    }

    @POST
    @Path("{id}/approve")
    public Response approve(@PathParam("id") String id, String body) {
        DecidingPerson person = DecidingPerson.calling(session);
        ApprovalRecord request = asked(id, person);
        RecentSignIn.require(person, session, now);
        Optional<String> reason = EndRequest.reason(body);
        try {
            return answer(new Decide(session, person).approve(request, reason, now));
        } catch (RefusedException refused) {
            throw new ErrorResponseException(
                    refused.refusal().error(),
                    refused.refusal().sentence(),
                    Response.Status.fromStatusCode(refused.refusal().status()));
        }
    }

    @POST
    @Path("{id}/refuse")
    public Response refuse(@PathParam("id") String id, String body) {
        DecidingPerson person = DecidingPerson.calling(session);
        ApprovalRecord request = asked(id, person);
        RecentSignIn.require(person, session, now);
        return answer(new Decide(session, person).refuse(request, EndRequest.reason(body), now));
    }

    private ApprovalRecord asked(String id, DecidingPerson person) {
        return new MyRequests(session, person.user(), now).find(id).orElseThrow(NotFoundException::new);
    }

    static Optional<ApprovalState> state(String text) {
        return Optional.ofNullable(text)
                .map(value -> ApprovalState.of(value).orElseThrow(() -> Params.malformed("unknown state")));
    }

    private static Response answer(boolean counts) {
        if (!counts) {
            throw new ErrorResponseException(
                    "conflict", "The request has been decided or is over.", Response.Status.CONFLICT);
        }
        return Response.noContent().build();
    }
}
