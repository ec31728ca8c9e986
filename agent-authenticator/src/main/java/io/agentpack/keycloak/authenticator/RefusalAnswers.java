package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.challenge.RealmChallenges;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Locale;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.ClientAuthenticationFlowContext;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** The one place that answers a refused authentication: the public sentence to the client, the precise reason to the event. */
final class RefusalAnswers {
    /** Keycloak writes the event of a failed client authentication itself, and names it after this. */
    private static final AuthenticationFlowError KEYCLOAK_ERROR = AuthenticationFlowError.INVALID_CLIENT_ATTESTATION;

    private RefusalAnswers() {}

    static void answer(ClientAuthenticationFlowContext context, RefusedException refused) {
        EventBuilder event = context.getEvent().detail(Details.REASON, refused.reason());
        if (!refused.refusal().error().equals(KEYCLOAK_ERROR.name().toLowerCase(Locale.ROOT))) {
            writeInsteadOfKeycloak(event, refused.refusal(), context);
        }
        // On the response of the request, where some endpoints have set it already: a second one would be added, not
        // replace it.
        context.getSession().getContext().getHttpResponse().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        context.failure(KEYCLOAK_ERROR, response(refused.refusal(), context.getSession()));
    }

    /**
     * Keycloak knows no name for this refusal ({@code ClientAuthenticationFlow.sendChallenge} writes the name of an enum value). So the event
     * is written here, at once and in a transaction of its own, and the one that Keycloak will write goes with the transaction of this request,
     * which is rolled back: there is nothing in it that a refused request may leave behind.
     */
    private static void writeInsteadOfKeycloak(
            EventBuilder event, Refusal refusal, ClientAuthenticationFlowContext context) {
        event.clone().error(refusal.error());
        event.storeImmediately(false);
        context.getSession().getTransactionManager().setRollbackOnly();
    }

    private static Response response(Refusal refusal, KeycloakSession session) {
        Response.ResponseBuilder response = Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(refusal.error(), refusal.sentence()));
        if (refusal == Refusal.CHALLENGE_NEEDED || refusal == Refusal.NONCE_NEEDED) {
            String challenge = RealmChallenges.of(session).fresh(Instant.ofEpochMilli(Time.currentTimeMillis()));
            response.header(RealmChallenges.CHALLENGE, challenge).header(RealmChallenges.DPOP_NONCE, challenge);
        }
        return response.build();
    }
}
