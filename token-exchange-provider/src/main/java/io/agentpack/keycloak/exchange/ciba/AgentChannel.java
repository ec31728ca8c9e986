package io.agentpack.keycloak.exchange.ciba;

import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.exchange.escalate.AskByMail;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.ciba.channel.AuthenticationChannelProvider;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;

/**
 * Puts an agent's request before the person whom it names. A request that nobody could approve is put before nobody: Keycloak turns whatever a
 * channel throws into "503 server_error", so it is accepted here, with an event that says why not, and refused when the agent comes for the answer.
 */
final class AgentChannel implements AuthenticationChannelProvider {
    private final KeycloakSession session;
    private final AuthenticationChannelProvider keycloaks;

    AgentChannel(KeycloakSession session, AuthenticationChannelProvider keycloaks) {
        this.session = session;
        this.keycloaks = keycloaks;
    }

    @Override
    public boolean requestAuthentication(CIBAAuthenticationRequest request, String infoUsedByAuthenticator) {
        if (!AgentClients.isAgent(request.getClient())) {
            return keycloaks.requestAuthentication(request, infoUsedByAuthenticator);
        }
        try {
            ApprovalRecord asked = BackchannelAsked.read(request, session);
            Approvals.in(session).add(asked);
            AskByMail.afterCommit(session, asked);
        } catch (RefusedException refused) {
            event(request)
                    .detail(Details.REASON, refused.reason())
                    .error(refused.refusal().error());
        }
        return true;
    }

    private EventBuilder event(CIBAAuthenticationRequest request) {
        return new EventBuilder(
                        session.getContext().getRealm(),
                        session,
                        session.getContext().getConnection())
                .event(EventType.LOGIN)
                .client(request.getClient())
                .user(request.getUser());
    }

    @Override
    public void close() {
        keycloaks.close();
    }
}
