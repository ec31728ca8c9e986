package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.exchange.rest.EndRequest;
import io.agentpack.keycloak.exchange.rest.Params;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * {@code {admin}/agents/clients|users|environments|attesters/{name}}: stops all that runs now of an agent, for a person, in an environment, or on
 * the word of an attester; and says beforehand what that would hit. New runs may start: whoever must not come back is disabled in Keycloak, which
 * ends the runs as well.
 */
@Consumes({EndRequest.JSON, EndRequest.TEXT, EndRequest.FORM})
public final class StopSwitchResource {
    private final StopMany stop;

    StopSwitchResource(KeycloakSession session, RealmModel realm, Rights rights, AdminAudit audit, StopSwitch what) {
        this.stop = new StopMany(session, realm, rights, audit, what);
    }

    @GET
    @Path("{name}/impact")
    @Produces(MediaType.APPLICATION_JSON)
    public Impact impact(@PathParam("name") String name) {
        return stop.impact(Params.id(name));
    }

    /** The answer names the cause; {@code GET runs?cause_id=…} lists what it ended. */
    @POST
    @Path("{name}/stop")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, String> stop(@PathParam("name") String name, String body) {
        stop.requireManage(Params.id(name));
        return Map.of("cause_id", stop.now(name, EndRequest.reason(body)));
    }
}
