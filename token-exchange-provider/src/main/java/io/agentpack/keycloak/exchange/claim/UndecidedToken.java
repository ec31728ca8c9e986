package io.agentpack.keycloak.exchange.claim;

import io.agentpack.keycloak.domain.Refusal;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorResponseException;

/**
 * The answer when some grant is about to give an agent a token without a run, or one whose id can't be marked with its run. It is a 4xx wherever in
 * Keycloak that happens.
 */
final class UndecidedToken {
    private UndecidedToken() {}

    static ErrorResponseException refused(KeycloakSession session, ClientModel client, Refusal refusal) {
        new EventBuilder(
                        session.getContext().getRealm(),
                        session,
                        session.getContext().getConnection())
                .event(EventType.CLIENT_LOGIN)
                .client(client)
                .detail(
                        Details.REASON,
                        "a token for an agent or in a run that was not decided on, or whose id can't say its run")
                .error(refusal.error());
        session.getTransactionManager().setRollbackOnly();
        return new ErrorResponseException(
                refusal.error(), refusal.sentence(), Response.Status.fromStatusCode(refusal.status()));
    }
}
