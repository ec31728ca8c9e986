package io.agentpack.keycloak.exchange.answer;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** The only maker of error answers at the token endpoint: the reason goes to the event, the sentence to the caller, nothing is kept. */
public final class RefusalAnswers {
    private RefusalAnswers() {}

    /** Records the refusal, undoes what the request has written, and gives the answer to throw. */
    public static CorsErrorResponseException to(
            RefusedException refused, KeycloakSession session, EventBuilder event, Cors cors) {
        Refusal refusal = refused.refusal();
        event.detail(Details.REASON, refused.reason());
        event.error(refusal.error());
        session.getTransactionManager().setRollbackOnly(); // an error answer alone leaves the rows behind
        return new CorsErrorResponseException(
                cors, refusal.error(), refusal.sentence(), Response.Status.fromStatusCode(refusal.status()));
    }
}
