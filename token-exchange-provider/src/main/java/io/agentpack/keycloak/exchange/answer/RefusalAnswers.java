package io.agentpack.keycloak.exchange.answer;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.clientpolicy.ClientPolicyException;
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

    /** The same for what a client policy of the realm refuses: its own error and sentence, and the event as Keycloak writes it. */
    public static CorsErrorResponseException to(
            ClientPolicyException refused, KeycloakSession session, EventBuilder event, Cors cors) {
        event.detail(Details.REASON, Details.CLIENT_POLICY_ERROR);
        event.detail(Details.CLIENT_POLICY_ERROR, refused.getError());
        event.detail(Details.CLIENT_POLICY_ERROR_DETAIL, refused.getErrorDetail());
        event.error(refused.getError());
        session.getTransactionManager().setRollbackOnly();
        return new CorsErrorResponseException(
                cors, refused.getError(), refused.getErrorDetail(), Response.Status.BAD_REQUEST);
    }
}
