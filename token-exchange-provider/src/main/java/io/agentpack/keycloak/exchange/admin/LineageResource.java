package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.exchange.rest.RunViews;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunQuery;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * {@code GET {admin}/agents/lineage?jti=…}: from the id of a token, who did what for whom by whose permission. The id of an agent's token has its
 * run in it, so nothing is written for a token; the id of a person's token leads to the runs that were started with it.
 */
public final class LineageResource {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Rights rights;

    public LineageResource(KeycloakSession session, RealmModel realm, Rights rights) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Object of(@QueryParam("jti") String jti) {
        String tokenId = Params.filter("jti", jti).orElseThrow(() -> Params.malformed("jti is missing"));
        Optional<String> runId = RunTokenId.runOf(tokenId);
        return runId.isPresent() ? ofRun(tokenId, runId.get()) : ofPersonsToken(tokenId);
    }

    private Lineage ofRun(String tokenId, String runId) {
        RunRecord run =
                rights.seen(session.getProvider(AgentLedgerProvider.class).find(realm, runId));
        return new TellLineage(session, realm).of(tokenId, run);
    }

    private StartedWith ofPersonsToken(String tokenId) {
        rights.visibleAgents(session);
        List<RunRecord> started = RunReports.in(session).startedWith(realm, tokenId, RunQuery.MOST).stream()
                .filter(rights::see)
                .toList();
        if (started.isEmpty()) {
            throw new NotFoundException();
        }
        return new StartedWith(tokenId, RunViews.in(session, realm).of(started.stream()));
    }
}
