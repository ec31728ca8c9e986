package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.exchange.rest.EndRequest;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.end.EndRuns;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * {@code {admin}/agents/clients|users|environments|attesters/{name}}: stops all that runs now of an agent, for a person, in an environment, or on
 * the word of an attester; and says beforehand what that would hit. New runs may start: whoever must not come back is disabled in Keycloak, which
 * ends the runs as well.
 */
@Consumes({EndRequest.JSON, EndRequest.TEXT, EndRequest.FORM})
public final class StopSwitchResource {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Rights rights;
    private final AdminAudit audit;
    private final StopSwitch what;

    StopSwitchResource(KeycloakSession session, RealmModel realm, Rights rights, AdminAudit audit, StopSwitch what) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
        this.audit = audit;
        this.what = what;
    }

    @GET
    @Path("{name}/impact")
    @Produces(MediaType.APPLICATION_JSON)
    public Impact impact(@PathParam("name") String name) {
        StopSwitch.Target target = what.target(Params.id(name), session, realm, rights);
        return Impact.of(session, realm, ledger().liveOn(realm, what.hook(), target.value()));
    }

    /** The answer names the cause; {@code GET runs?cause_id=…} lists what it ended. */
    @POST
    @Path("{name}/stop")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, String> stop(@PathParam("name") String name, String body) {
        StopSwitch.Target target = what.target(Params.id(name), session, realm, rights);
        target.requireManage(rights);
        Optional<String> reason = EndRequest.reason(body);
        String causeId = EndRuns.in(session, realm)
                .all(RunsOn.of(what.hook(), target.value()), what.cause(), Optional.of(rights.who()), reason);
        audit.onMany(reason);
        return Map.of("cause_id", causeId);
    }

    private AgentLedgerProvider ledger() {
        return session.getProvider(AgentLedgerProvider.class);
    }
}
