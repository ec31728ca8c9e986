package io.agentpack.keycloak.authenticator.shape;

import io.agentpack.keycloak.ledger.AgentClients;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.services.ErrorResponseException;

/**
 * Agents are made by administrators. Client registration lets others make clients and whoever holds a registration token change one; it would let
 * them say themselves whose evidence, which environment and how much authority an agent has.
 */
final class RefuseRegistration {
    private static final String REGISTRATION = "/clients-registrations/";
    /** RFC 7591 section 3.2.2. */
    private static final String ERROR = "invalid_client_metadata";

    private RefuseRegistration() {}

    /** Refuses an agent that comes by client registration, whether new or changed. */
    static void check(KeycloakSession session, ClientModel client) {
        if (!AgentClients.isAgent(client) || !isRegistration(session)) {
            return;
        }
        new EventBuilder(client.getRealm(), session, session.getContext().getConnection())
                .event(EventType.CLIENT_REGISTER)
                .client(client)
                .detail(Details.REASON, "agents can't be made or changed by client registration")
                .error(ERROR);
        session.getTransactionManager().setRollbackOnly();
        throw new ErrorResponseException(
                ERROR, "Agents are made by administrators, not by registration.", Response.Status.BAD_REQUEST);
    }

    private static boolean isRegistration(KeycloakSession session) {
        KeycloakUriInfo uri = session.getContext().getUri();
        return uri != null && uri.getPath() != null && uri.getPath().contains(REGISTRATION);
    }
}
