package io.agentpack.keycloak.exchange.runs;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.exchange.rest.Bearer;
import io.agentpack.keycloak.exchange.rest.EndRequest;
import io.agentpack.keycloak.exchange.rest.Page;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.exchange.rest.RunView;
import io.agentpack.keycloak.exchange.rest.RunViews;
import io.agentpack.keycloak.exchange.rest.StopRun;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
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
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/** {@code {realm}/agents/my/runs}: what runs for a human, with that human's own access token. */
@Consumes({EndRequest.JSON, EndRequest.TEXT, EndRequest.FORM})
public final class MyRunsResource {
    private final KeycloakSession session;

    public MyRunsResource(KeycloakSession session) {
        this.session = session;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<RunView> list(@QueryParam("first") String first, @QueryParam("max") String max) {
        String human = human();
        Page page = Page.of(first, max);
        RunQuery query = new RunQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(human),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                page.first(),
                page.max());
        return RunViews.in(session, realm()).of(ledger().list(realm(), query));
    }

    @POST
    @Path("{id}/revoke")
    public Response revoke(@PathParam("id") String id, String body) {
        String human = human();
        RunRecord run = ledger().find(realm(), Params.id(id))
                .filter(found -> found.subjectId().equals(human))
                .orElseThrow(NotFoundException::new);
        return StopRun.answer(session, realm(), run, CauseKind.HUMAN_REVOKED, human, body);
    }

    /** The human's own token: for the account, and not one that an agent holds for the human. */
    private String human() {
        AuthResult caller = Bearer.of(session);
        if (RunSessions.isRun(caller.session())
                || caller.user().getServiceAccountClientLink() != null
                || !caller.token().hasAudience(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID)) {
            throw new NotAuthorizedException("Bearer");
        }
        return caller.user().getId();
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }

    private AgentLedgerProvider ledger() {
        return session.getProvider(AgentLedgerProvider.class);
    }
}
