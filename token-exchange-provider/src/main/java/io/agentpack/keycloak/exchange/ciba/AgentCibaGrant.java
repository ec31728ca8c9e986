package io.agentpack.keycloak.exchange.ciba;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.exchange.answer.RefusalAnswers;
import io.agentpack.keycloak.exchange.escalate.AnswerPoll;
import io.agentpack.keycloak.exchange.escalate.FindDeferral;
import io.agentpack.keycloak.exchange.grant.InsteadOfKeycloaks;
import io.agentpack.keycloak.exchange.verify.FindAgent;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantType;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;
import org.keycloak.protocol.oidc.grants.ciba.clientpolicy.context.BackchannelTokenRequestContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/**
 * {@code urn:openid:params:grant-type:ciba} for agents. Keycloak's own would sign the person in with the agent's client, write a consent that nobody
 * gave, and answer with tokens of that session; it still serves every client that is not an agent.
 */
final class AgentCibaGrant extends InsteadOfKeycloaks {
    AgentCibaGrant(OAuth2GrantType keycloaks) {
        super(keycloaks);
    }

    @Override
    public Response process(Context context) {
        return AgentClients.isAgent(context.getClient()) ? answer(context) : keycloaks.process(context);
    }

    private static Response answer(Context context) {
        KeycloakSession session = context.getSession();
        try {
            StartRun.Agent agent = FindAgent.of(session, context.getClient());
            if (!context.getRealm().getCibaPolicy().isOIDCCIBAGrantEnabled(context.getClient())) {
                throw new RefusedException(Refusal.GRANT_NOT_ALLOWED, "CIBA is not on for this client");
            }
            CIBAAuthenticationRequest asked = read(context);
            ApprovalRecord request = find(asked, agent, session);
            return new AnswerPoll(context)
                    .of(request, () -> new RedeemBackchannel(context, asked).redeem(agent, request));
        } catch (RefusedException refused) {
            throw AnswerPoll.refused(refused, context);
        } catch (RuntimeException failed) {
            session.getTransactionManager().setRollbackOnly();
            throw failed;
        }
    }

    /** Keycloak's own encrypted and signed {@code auth_req_id}. */
    private static CIBAAuthenticationRequest read(Context context) {
        String id = context.getFormParams().getFirst(CibaGrantType.AUTH_REQ_ID);
        if (id == null || id.isBlank()) {
            throw new RefusedException(Refusal.REQUEST_MALFORMED, "auth_req_id is missing");
        }
        CIBAAuthenticationRequest asked;
        try {
            asked = CIBAAuthenticationRequest.deserialize(context.getSession(), id);
        } catch (RuntimeException unreadable) {
            throw FindDeferral.unknown("not an auth_req_id of this realm");
        }
        if (asked == null || !context.getClient().getClientId().equals(asked.getIssuedFor())) {
            throw FindDeferral.unknown("the auth_req_id is another client's");
        }
        asked.setClient(context.getClient());
        try {
            context.getSession()
                    .clientPolicy()
                    .triggerOnEvent(new BackchannelTokenRequestContext(asked, context.getFormParams()));
        } catch (ClientPolicyException refused) {
            throw RefusalAnswers.to(refused, context.getSession(), context.getEvent(), context.getCors());
        }
        return asked;
    }

    private static ApprovalRecord find(CIBAAuthenticationRequest asked, StartRun.Agent agent, KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        ApprovalRecord request = Approvals.in(session)
                .byBackchannel(realm, asked.getAuthResultId())
                .orElseThrow(() -> new RefusedException(
                        Refusal.APPROVAL_REFUSED, "it was put before nobody, for the reason in the event of then"));
        if (!request.agentUuid().equals(agent.uuid())
                || !request.instanceKey().equals(agent.evidence().keyThumbprint())) {
            throw FindDeferral.unknown("the auth_req_id is another client's or key's");
        }
        return request;
    }
}
