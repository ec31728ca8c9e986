package io.agentpack.keycloak.exchange.grant;

import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.exchange.answer.RefusalAnswers;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.issue.IssueRunToken;
import io.agentpack.keycloak.exchange.request.ReadTokenRequest;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import io.agentpack.keycloak.exchange.verify.FindAgent;
import io.agentpack.keycloak.ledger.AgentClients;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.services.CorsErrorResponseException;

/**
 * {@code client_credentials}: starts a run for an agent that acts on its own. Keycloak's own grant makes no stored session, so there would be
 * nothing to end; it still serves every client that is not an agent.
 */
final class AgentClientCredentialsGrant extends InsteadOfKeycloaks {
    AgentClientCredentialsGrant(OAuth2GrantType keycloaks) {
        super(keycloaks);
    }

    @Override
    public Response process(Context context) {
        if (AgentClients.isAgent(context.getClient())) {
            return startRun(context);
        }
        refuseDuplicates(context);
        return keycloaks.process(context);
    }

    /** What Keycloak does before a grant that takes no repeated parameter; for agents we take some. */
    private static void refuseDuplicates(Context context) {
        if (context.getFormParams().values().stream().anyMatch(values -> values.size() != 1)) {
            throw new CorsErrorResponseException(
                    context.getCors(),
                    OAuthErrorException.INVALID_REQUEST,
                    "duplicated parameter",
                    Response.Status.BAD_REQUEST);
        }
    }

    private static Response startRun(Context context) {
        KeycloakSession session = context.getSession();
        try {
            TokenRequest wanted = ReadTokenRequest.from(session, context.getFormParams());
            StartRun.Agent agent = FindAgent.of(session, context.getClient());
            Decision decision = DecideOwnRun.of(agent, wanted, session);
            return IssueRunToken.of(context).issue(agent, decision, wanted);
        } catch (RefusedException refused) {
            throw RefusalAnswers.to(refused, session, context.getEvent(), context.getCors());
        } catch (RuntimeException failed) {
            session.getTransactionManager().setRollbackOnly();
            throw failed;
        }
    }

    /** As in token exchange, an agent may name several targets (RFC 8707 section 2). */
    @Override
    public Set<String> getSupportedMultivaluedRequestParameters() {
        return Set.of(OAuth2Constants.AUDIENCE, OAuth2Constants.RESOURCE);
    }
}
