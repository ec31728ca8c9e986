package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.escalation.ApprovalStep;
import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.approval.DeferralCode;
import io.agentpack.keycloak.ledger.approval.StepTaken;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.util.Time;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.endpoints.TokenRevocationEndpoint;
import org.keycloak.protocol.oidc.utils.AuthorizeClientUtil;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * Keycloak's own revocation (RFC 7009), which also takes a deferral code: by that an agent takes back what it asked for. To tell them apart the
 * code's form is enough: no token of Keycloak's has it.
 */
public final class RevocationWithDeferrals extends TokenRevocationEndpoint {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final EventBuilder event;

    public RevocationWithDeferrals(KeycloakSession session, EventBuilder event) {
        super(session, event);
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.event = event;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Override
    public Response revoke() {
        MultivaluedMap<String, String> form =
                session.getContext().getHttpRequest().getDecodedFormParameters();
        String token = form == null ? null : form.getFirst(PARAM_TOKEN);
        return token != null && form.get(PARAM_TOKEN).size() == 1 && new DeferralCode(token).isWellFormed()
                ? takeBack(new DeferralCode(token))
                : super.revoke();
    }

    private Response takeBack(DeferralCode code) {
        event.event(EventType.REVOKE_GRANT);
        Cors cors = Cors.builder().auth().allowedMethods("POST").exposedHeaders(Cors.ACCESS_CONTROL_ALLOW_METHODS);
        requireOpenRealm(cors);
        ClientModel client =
                AuthorizeClientUtil.authorizeClient(session, event, cors).getClient();
        cors.checkAllowedOrigins(session, client);
        event.client(client);
        Approvals approvals = Approvals.in(session);
        boolean taken = approvals
                .byCode(realm, code)
                .filter(request -> request.agentUuid().equals(client.getId()))
                .map(request -> takeBack(request, approvals))
                .orElse(false);
        if (taken) {
            event.success();
        } else {
            event.error(Errors.INVALID_TOKEN); // whoever asks can't tell (RFC 7009 section 2.2)
        }
        session.getProvider(SecurityHeadersProvider.class).options().allowEmptyContentType();
        return cors.add(Response.ok());
    }

    private boolean takeBack(ApprovalRecord request, Approvals approvals) {
        EscalationEvent.about(event, request, "cancelled");
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        return approvals.take(ApprovalStep.CANCEL, request, StepTaken.of(Decider.CLIENT, now));
    }

    /** As Keycloak does before it revokes anything. */
    private void requireOpenRealm(Cors cors) {
        if (!"https".equals(session.getContext().getUri().getBaseUri().getScheme())
                && realm.getSslRequired().isRequired(session.getContext().getConnection())) {
            throw refused(cors, OAuthErrorException.INVALID_REQUEST, "HTTPS required");
        }
        if (!realm.isEnabled()) {
            throw refused(cors, OAuthErrorException.ACCESS_DENIED, "Realm not enabled");
        }
    }

    private static CorsErrorResponseException refused(Cors cors, String error, String sentence) {
        return new CorsErrorResponseException(cors.allowAllOrigins(), error, sentence, Response.Status.FORBIDDEN);
    }
}
