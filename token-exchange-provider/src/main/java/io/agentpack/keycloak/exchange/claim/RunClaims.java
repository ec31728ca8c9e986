package io.agentpack.keycloak.exchange.claim;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.exchange.issue.IssuedToken;
import io.agentpack.keycloak.exchange.verify.MapperClaims;
import io.agentpack.keycloak.exchange.verify.TokenAuthority;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;

/**
 * The one place that writes an agent's claims: the last thing that happens to every token of every grant, whatever mappers and policies did before.
 * A token for an agent, or in the session of a run, that nobody decided on does not leave.
 */
final class RunClaims implements TokenPostProcessor {
    private final KeycloakSession session;

    RunClaims(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void process(TokenPostProcessorContext context) {
        AuthenticatedClientSessionModel clientSession =
                context.clientSessionCtx().getClientSession();
        if (!AgentClients.isAgent(clientSession.getClient()) && !RunSessions.isRun(clientSession.getUserSession())) {
            return;
        }
        Optional<IssuedToken> issued = IssuedToken.of(session)
                .filter(decided ->
                        decided.run().id().equals(clientSession.getUserSession().getId()))
                .filter(decided -> decided.run()
                        .agentUuid()
                        .equals(clientSession.getClient().getId()));
        if (issued.isEmpty() || context.refreshToken() != null || context.accessToken() == null) {
            throw UndecidedToken.refused(session, clientSession.getClient(), Refusal.GRANT_NOT_ALLOWED);
        }
        try {
            context.accessToken().id(tokenId(issued.get(), context.accessToken()));
        } catch (IllegalArgumentException unmarkable) {
            // Whoever wrote that id, no stop would reach the token.
            throw UndecidedToken.refused(session, clientSession.getClient(), Refusal.GRANT_NOT_ALLOWED);
        }
        write(issued.get(), context.accessToken());
    }

    private static String tokenId(IssuedToken issued, AccessToken token) {
        String runId = issued.run().id();
        return issued.step()
                .map(step -> RunTokenId.mark(token.getId(), runId, step.approvalId()))
                .orElseGet(() -> RunTokenId.mark(token.getId(), runId));
    }

    private static void write(IssuedToken issued, AccessToken token) {
        Run run = issued.run();
        token.subject(run.subjectId());
        token.exp(issued.expires().getEpochSecond());
        token.issuedFor(run.agent());
        token.setSessionId(run.id());
        TokenAuthority.write(issued.authority(), token);
        token.setScope(issued.authority().scopes().toString());
        token.setAuthorization(null);
        token.setAuthorizationDetails(issued.details().map(List::of).orElse(null));
        MapperClaims.write(issued.claims(), token);
        Map<String, Object> claims = token.getOtherClaims();
        if (!run.chain().isEmpty()) {
            claims.put("act", run.chain().toClaim());
        }
        claims.put("client_id", run.agent());
        claims.put("run", runClaim(run));
        claims.put(
                "client_instance",
                Map.of("iss", run.instance().issuer(), "id", run.instance().id()));
    }

    private static Map<String, Object> runClaim(Run run) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("id", run.id());
        claim.put("root", run.root());
        run.parent().ifPresent(parent -> claim.put("parent", parent));
        claim.put("depth", run.depth());
        claim.put("authority", run.model().value());
        claim.put("environment", run.environment().name());
        claim.put("exp", run.deadline().getEpochSecond());
        return claim;
    }

    @Override
    public void close() {}
}
